import type { Campaign } from '@cohesion/contract';
import type { ReactiveController } from 'lit';
import type { CohesionElement } from '../cohesion-element.ts';
import { isPageSeen, watchPage } from '../page-life.ts';
import { withJitter } from '../with-jitter.ts';

/** Tries again after 2, 4, 8 … seconds, at most once a minute. */
const longestWait = 60_000;

/** Loads the campaign's texts in the element's language, and goes on trying quietly while the service is away. */
export class CampaignController implements ReactiveController {
  readonly #host: CohesionElement;
  #answer?: Campaign;
  #error?: unknown;
  #key = '';
  #load?: AbortController | undefined;
  #timer?: ReturnType<typeof setTimeout>;
  #failures = 0;
  /** To be asked as soon as the page is seen. */
  #isDue = false;
  #unwatchPage?: () => void;

  constructor(host: CohesionElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The campaign, perhaps still in the language spoken a moment ago. */
  get answer(): Campaign | undefined {
    return this.#answer;
  }

  /** Why there is no campaign yet. */
  get error(): unknown {
    return this.#error;
  }

  hostConnected(): void {
    this.#unwatchPage = watchPage((seen) => {
      if (seen && this.#isDue) this.reload();
    });
    addEventListener('online', this.#retry);
    this.#follow();
  }

  hostUpdate(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#load?.abort();
    this.#load = undefined;
    this.#key = '';
    this.#unwatchPage?.();
    removeEventListener('online', this.#retry);
  }

  /** Asks again at once: the texts have changed, or a reader pressed “try again”. */
  reload(): void {
    this.#isDue = !isPageSeen();
    if (this.#isDue) return;
    clearTimeout(this.#timer);
    this.#load?.abort();
    this.#load = new AbortController();
    void this.#read(this.#load.signal);
  }

  readonly #retry = (): void => {
    if (this.#error) this.reload();
  };

  #follow(): void {
    if (!this.#host.isConnected) return;
    const { client, language, partner } = this.#host;
    const key = [client.url, language, partner].join(' ');
    if (key === this.#key) return;
    this.#key = key;
    this.reload();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { client, language, partner } = this.#host;
    try {
      const answer = await client.campaign({ lang: language, partner }, signal);
      if (signal.aborted) return;
      this.#answer = answer;
      this.#error = undefined;
      this.#failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
      this.#failures += 1;
      const wait = withJitter(Math.min(1000 * 2 ** this.#failures, longestWait));
      this.#timer = setTimeout(() => {
        this.reload();
      }, wait);
    }
    this.#host.requestUpdate();
  }
}
