import type { Total, TotalFilter } from '@cohesion/contract';
import { isPageSeen, watchPage } from './page-life.ts';
import { type ServiceClient, ServiceError } from './service-client.ts';
import { withJitter } from './with-jitter.ts';

/** What is known of one total. */
export interface TotalState {
  readonly answer?: Total;
  /** The service did not answer the last time it was asked; `answer` is what it said before. */
  readonly away: boolean;
}

export interface TotalSubscription {
  readonly filter: TotalFilter;
  /** Hear of changes as they happen, not only at the pace of polling. */
  readonly live: boolean;
  readonly onChange: (state: TotalState) => void;
}

/** One distinct total, however many elements show it. */
interface Topic {
  readonly filter: TotalFilter;
  readonly subscribers: Set<TotalSubscription>;
  state: TotalState;
  timer?: ReturnType<typeof setTimeout> | undefined;
  /** Something has changed since it was asked for: it will be asked for again, out of turn. */
  nudge?: ReturnType<typeof setTimeout> | undefined;
  request?: AbortController | undefined;
  failures: number;
  askedAt: number;
}

/** In milliseconds. A moved element is disconnected and connected again within one; it keeps its stream. */
const graceForMoves = 300;
const defaultPoll = 30_000;
const streamRetry = 30_000;
/** A stream event about another total tells that something changed; ask for ours no more often than this. */
const nudgeInterval = 10_000;

const feeds = new Map<string, TotalFeed>();

/** The feed of a campaign on this page: elements that show its totals share one stream and one poll for each total. */
export function totalFeed(key: string, client: ServiceClient): TotalFeed {
  const feed = feeds.get(key) ?? new TotalFeed(client);
  feeds.set(key, feed);
  return feed;
}

/**
 * Keeps the totals of one campaign up to date. Polling at the server's pace is the base; one stream for the page comes
 * on top while somebody wants it live, and everything rests while the page is out of sight.
 */
export class TotalFeed {
  readonly #client: ServiceClient;
  readonly #topics = new Map<string, Topic>();
  /** The total that the stream told last. */
  #heard?: number;
  #stream?: { readonly key: string; readonly source: EventSource } | undefined;
  #streamTimer?: ReturnType<typeof setTimeout> | undefined;
  #unwatchPage?: (() => void) | undefined;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  /** Calls back with what is known now, and with every change; the function returned ends it. */
  subscribe(subscription: TotalSubscription): () => void {
    this.#unwatchPage ??= watchPage((seen) => {
      if (seen) this.#wake();
      else this.#rest();
    });
    const key = filterKey(subscription.filter);
    const topic = this.#topics.get(key) ?? newTopic(subscription.filter);
    this.#topics.set(key, topic);
    topic.subscribers.add(subscription);
    if (topic.state.answer) subscription.onChange(topic.state);
    if (isPageSeen()) {
      if (!topic.timer && !topic.request) void this.#ask(topic);
      this.#tuneStream();
    }
    return () => {
      topic.subscribers.delete(subscription);
      setTimeout(() => {
        this.#release(key, topic);
      }, graceForMoves);
    };
  }

  #release(key: string, topic: Topic): void {
    if (topic.subscribers.size === 0 && this.#topics.get(key) === topic) {
      stop(topic);
      this.#topics.delete(key);
    }
    this.#tuneStream();
    if (this.#topics.size === 0) {
      this.#unwatchPage?.();
      this.#unwatchPage = undefined;
    }
  }

  #wake(): void {
    for (const topic of this.#topics.values()) {
      // Many tabs wake at once when a laptop is opened; spread their questions over a second.
      if (!topic.timer && !topic.request) this.#askIn(topic, Math.random() * 1000);
    }
    this.#tuneStream();
  }

  #rest(): void {
    for (const topic of this.#topics.values()) stop(topic);
    this.#closeStream();
  }

  async #ask(topic: Topic, { fresh = false } = {}): Promise<void> {
    stop(topic);
    const request = new AbortController();
    topic.request = request;
    topic.askedAt = performance.now();
    try {
      this.#answer(topic, await this.#client.total(topic.filter, request.signal, { fresh }));
    } catch (error) {
      if (!request.signal.aborted) this.#fail(topic, error);
    }
  }

  #askIn(topic: Topic, wait: number): void {
    clearTimeout(topic.timer);
    topic.timer = setTimeout(() => void this.#ask(topic), wait);
  }

  #answer(topic: Topic, answer: Total): void {
    // Not all of it: a nudge may be about something newer than this answer.
    topic.request?.abort();
    topic.request = undefined;
    topic.failures = 0;
    // An answer from a cache on the way may be older than what the stream has told.
    const known = topic.state.answer;
    tell(topic, { answer: known && known.asOf > answer.asOf ? known : answer, away: false });
    this.#askIn(topic, withJitter(answer.nextPoll * 1000 || defaultPoll));
  }

  #fail(topic: Topic, error: unknown): void {
    topic.request = undefined;
    topic.failures += 1;
    tell(topic, { ...topic.state, away: true });
    const asked = error instanceof ServiceError ? (error.retryAfter ?? 0) * 1000 : 0;
    this.#askIn(topic, Math.max(asked, withJitter(Math.min(2000 * 2 ** topic.failures, 60_000))));
  }

  /** Opens, keeps or closes the stream, whichever suits who is listening now. */
  #tuneStream(): void {
    const wanted = new Map<string, TotalFilter>();
    for (const [key, topic] of this.#topics) {
      for (const { live } of topic.subscribers) if (live) wanted.set(key, topic.filter);
    }
    if (wanted.size === 0) {
      this.#closeStream();
      return;
    }
    // One connection for the page: the one total that is wanted or, for several, the whole campaign's as a signal.
    const [only] = wanted.values();
    const filter = wanted.size === 1 && only ? only : {};
    const key = filterKey(filter);
    if (this.#stream?.key === key || this.#streamTimer) return;
    this.#closeStream();
    this.#openStream(key, filter);
  }

  #openStream(key: string, filter: TotalFilter): void {
    const source = this.#client.live(filter);
    this.#stream = { key, source };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      this.#hear(key, data);
    };
    source.onerror = () => {
      // While it reconnects by itself, leave it; when it gave up (an error page, a policy), polling carries on alone.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#closeStream();
      this.#streamTimer = setTimeout(() => {
        this.#streamTimer = undefined;
        if (isPageSeen()) this.#tuneStream();
      }, withJitter(streamRetry));
    };
  }

  #hear(key: string, data: string): void {
    let total: Total;
    try {
      total = JSON.parse(data) as Total;
    } catch {
      return;
    }
    // A stream begins with the total as it is, which is no news to those who have just asked for theirs.
    const hasMoved = this.#heard !== undefined && this.#heard !== total.total;
    this.#heard = total.total;
    for (const [topicKey, topic] of this.#topics) {
      if (topicKey === key) this.#answer(topic, total);
      else if (hasMoved && isLive(topic)) this.#nudge(topic);
    }
  }

  #nudge(topic: Topic): void {
    const wait = Math.max(0, topic.askedAt + nudgeInterval - performance.now());
    topic.nudge ??= setTimeout(() => void this.#ask(topic, { fresh: true }), wait);
  }

  #closeStream(): void {
    clearTimeout(this.#streamTimer);
    this.#streamTimer = undefined;
    this.#stream?.source.close();
    this.#stream = undefined;
  }
}

function newTopic(filter: TotalFilter): Topic {
  return { filter, subscribers: new Set(), state: { away: false }, failures: 0, askedAt: -Infinity };
}

function stop(topic: Topic): void {
  clearTimeout(topic.timer);
  clearTimeout(topic.nudge);
  topic.timer = undefined;
  topic.nudge = undefined;
  topic.request?.abort();
  topic.request = undefined;
}

function tell(topic: Topic, state: TotalState): void {
  topic.state = state;
  for (const { onChange } of topic.subscribers) onChange(state);
}

function isLive(topic: Topic): boolean {
  for (const { live } of topic.subscribers) if (live) return true;
  return false;
}

/** Equal filters get equal keys, whatever order their properties came in. */
export function filterKey({ region, country, kind, partner }: TotalFilter): string {
  return [region, country, kind, partner].join(' ');
}
