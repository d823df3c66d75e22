import type { Campaign, Refusal, Signature, Total } from '@cohesion/contract';
import { sampleCampaign } from './sample-campaign.ts';
import { StandInStream } from './stand-in-stream.ts';

/** A call that reached the stand-in. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
}

interface Behaviour {
  /** What every campaign answer differs in from the sample. */
  campaign: Partial<Campaign>;
  total: number;
  /** Seconds. */
  nextPoll: number;
  /** Answers nothing, as if the connection had gone. */
  away: boolean;
  /** Milliseconds before an answer; `Infinity` for never. */
  delay: number;
  /** Why signatures are refused, and with which status; empty: they are taken. */
  refusals: readonly Refusal[];
  refusalStatus: number;
}

const standIns = new Map<string, StandInService>();
const real = { fetch: globalThis.fetch.bind(globalThis), EventSource: globalThis.EventSource };
let made = 0;

/**
 * A signature service inside the page, for tests and stories: it answers `fetch` and `EventSource` for one origin, in
 * the shapes of the contract, and leaves every other origin to the browser. The real one is tried end to end.
 */
export class StandInService implements Behaviour {
  readonly origin: string;
  readonly calls: Call[] = [];
  readonly streams: StandInStream[] = [];
  readonly #answers = new Map<string, unknown>();

  campaign: Partial<Campaign> = {};
  total = 2981;
  nextPoll = 30;
  away = false;
  delay = 0;
  refusals: readonly Refusal[] = [];
  refusalStatus = 422;

  /** @param origin - Default: one that no other stand-in has had, so that nothing is left over from it. */
  constructor(origin = `https://service-${String(++made)}.example`, behaviour: Partial<Behaviour> = {}) {
    this.origin = origin;
    Object.assign(this, behaviour);
    standIns.set(origin, this);
    globalThis.fetch = fetchFromStandIns;
    globalThis.EventSource = EventSourceOfStandIns as unknown as typeof EventSource;
  }

  /** Signatures that were taken, each key once. */
  get signatures(): Signature[] {
    return this.callsTo('/signatures', 'POST')
      .filter(({ headers }, place, all) => all.findIndex((call) => sameKey(call.headers, headers)) === place)
      .map(({ body }) => body as Signature);
  }

  /** Calls whose path ends like this. */
  callsTo(path: string, method = 'GET'): Call[] {
    return this.calls.filter((call) => call.method === method && call.url.pathname.endsWith(path));
  }

  /** Streams that are open now. */
  get openStreams(): StandInStream[] {
    return this.streams.filter((stream) => stream.readyState !== StandInStream.CLOSED);
  }

  /** A new total, told to every open stream. */
  announce(total: number): void {
    this.total = total;
    for (const stream of this.openStreams) stream.say(JSON.stringify(this.currentTotal()));
  }

  currentTotal(): Total {
    return { total: this.total, goal: 3000, asOf: new Date().toISOString(), nextPoll: this.nextPoll };
  }

  /** Gives the browser its own `fetch` and `EventSource` back once no stand-in is left. */
  stop(): void {
    standIns.delete(this.origin);
    for (const stream of this.openStreams) stream.close();
    if (standIns.size === 0) Object.assign(globalThis, real);
  }

  async answer(call: Call): Promise<Response> {
    this.calls.push(call);
    if (this.delay === Infinity) return new Promise(() => undefined);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.away) throw new TypeError('Failed to fetch');
    const { pathname, searchParams } = call.url;
    if (pathname.endsWith('/signatures/total')) return Response.json(this.currentTotal());
    if (pathname.endsWith('/signatures')) return this.#take(call);
    return Response.json(sampleCampaign(searchParams.get('lang') ?? 'en', this.campaign));
  }

  #take({ headers }: Call): Response {
    if (this.refusals.length > 0) {
      const problem = { type: 'about:blank', title: 'Refused', status: this.refusalStatus, errors: this.refusals };
      return Response.json(problem, { status: this.refusalStatus });
    }
    const key = headers.get('Idempotency-Key') ?? '';
    const answer = this.#answers.get(key) ?? { status: 'check-your-mail', pending: crypto.randomUUID() };
    this.#answers.set(key, answer);
    return Response.json(answer, { status: 202 });
  }
}

function sameKey(one: Headers, other: Headers): boolean {
  return one.get('Idempotency-Key') === other.get('Idempotency-Key');
}

async function fetchFromStandIns(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
  const standIn = standIns.get(url.origin);
  if (!standIn) return real.fetch(input, init);
  const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
  const call = { method: init.method ?? 'GET', url, headers: new Headers(init.headers), body };
  return Promise.race([standIn.answer(call), untilAborted(init.signal)]);
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('The operation was aborted.', 'AbortError'));
    });
  });
}

/** `new EventSource(url)` of a stand-in's origin gives a stream that the stand-in speaks through. */
const EventSourceOfStandIns = function (url: string | URL) {
  const standIn = standIns.get(new URL(url, document.baseURI).origin);
  if (!standIn) return new real.EventSource(url);
  const stream = new StandInStream(url);
  standIn.streams.push(stream);
  return stream;
};
Object.assign(EventSourceOfStandIns, { CONNECTING: 0, OPEN: 1, CLOSED: 2 });
