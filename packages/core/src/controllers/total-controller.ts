import type { Total, TotalFilter } from '@cohesion/contract';
import type { ReactiveController } from 'lit';
import type { CohesionElement } from '../cohesion-element.ts';
import { filterKey, totalFeed, type TotalState } from '../total-feed.ts';

/** What an element wants to count, read anew at every update. */
export interface TotalWish {
  readonly filter: TotalFilter;
  readonly live: boolean;
}

/** Keeps an element's total up to date while it is on the page. */
export class TotalController implements ReactiveController {
  readonly #host: CohesionElement;
  readonly #wish: () => TotalWish;
  readonly #onAnswer: (total: Total, before: Total | undefined) => void;
  #state: TotalState = { away: false };
  #subscription?: { readonly key: string; readonly end: () => void } | undefined;

  /**
   * @param wish - What to count; when it changes, the old total is forgotten.
   * @param onAnswer - Called with each new total and the one before it, not with repetitions of the last one.
   */
  constructor(
    host: CohesionElement,
    wish: () => TotalWish,
    onAnswer: (total: Total, before: Total | undefined) => void = () => undefined,
  ) {
    this.#host = host;
    this.#wish = wish;
    this.#onAnswer = onAnswer;
    host.addController(this);
  }

  /** The last known total. */
  get answer(): Total | undefined {
    return this.#state.answer;
  }

  /** True when the service did not answer the last time; the total may be old. */
  get away(): boolean {
    return this.#state.away;
  }

  hostConnected(): void {
    this.#follow();
  }

  hostUpdate(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    this.#subscription?.end();
    this.#subscription = undefined;
  }

  #follow(): void {
    if (!this.#host.isConnected) return;
    const { client } = this.#host;
    const wish = this.#wish();
    const key = [client.url, wish.live, filterKey(wish.filter)].join(' ');
    if (this.#subscription?.key === key) return;
    const before = this.#subscription;
    if (before && before.key !== key) this.#state = { away: false };
    // A subscription calls back at once when the total is known; it must find itself in place.
    this.#subscription = { key, end: () => undefined };
    const end = totalFeed(client.url, client).subscribe({
      ...wish,
      onChange: (state) => {
        this.#update(state);
      },
    });
    this.#subscription = { key, end };
    before?.end();
  }

  #update(state: TotalState): void {
    const { answer } = state;
    const before = this.#state.answer;
    this.#state = state;
    this.#host.requestUpdate();
    if (answer && answer.total !== before?.total) this.#onAnswer(answer, before);
  }
}
