import type { Campaign, Problem, Refusal, Signature, SignatureAccepted, Total, TotalFilter } from '@cohesion/contract';
import { toJson } from './to-json.ts';

/** Nobody planned for this: no answer in time, no connection, a fault of the service. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** Seconds after which the service asked to be tried again, if it said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, retryAfter?: number, cause?: unknown) {
    super(`status ${String(status)}`, { cause });
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** What became of a signature that was sent: taken, or refused for reasons a person can mend or wait out. */
export type SignOutcome =
  | { readonly accepted: SignatureAccepted; readonly refusals?: never }
  | { readonly accepted?: never; readonly refusals: readonly Refusal[] };

/** Limits of one call, in milliseconds: an old phone on a bad line gets its chance, an endless spinner does not. */
const readLimit = 8_000;
const writeLimit = 15_000;

/** One campaign of one signature service. The one place that calls `fetch`. */
export class ServiceClient {
  /** The campaign's address, without a slash at its end. Two clients with one address speak of the same campaign. */
  readonly url: string;

  /**
   * @param service - Origin of the service, such as `https://sign.example.eu`.
   * @param campaign - The campaign's id; `default` is the service's own default campaign.
   */
  constructor(service: string, campaign: string) {
    this.url = `${service.replace(/\/+$/, '')}/v1/campaigns/${encodeURIComponent(campaign)}`;
  }

  /** The campaign's texts. @throws {ServiceError} */
  async campaign(query: { lang: string; partner?: string | undefined }, signal: AbortSignal): Promise<Campaign> {
    return this.#read<Campaign>(withQuery(this.url, query), signal);
  }

  /** How many have signed. `fresh` asks the service even where the browser's cache still has an answer. @throws {ServiceError} */
  async total(filter: TotalFilter, signal: AbortSignal, { fresh = false } = {}): Promise<Total> {
    return this.#read<Total>(withQuery(`${this.url}/signatures/total`, filter), signal, fresh ? 'no-cache' : 'default');
  }

  /** A stream of totals; the caller closes it. */
  live(filter: TotalFilter): EventSource {
    return new EventSource(withQuery(`${this.url}/signatures/live`, filter));
  }

  /**
   * Sends a signature.
   *
   * @param key - Idempotency key: the same for every try of one intent, so that one signature results.
   * @throws {ServiceError} when it is not known whether the service has it; send it again under the same key.
   */
  async sign(signature: Signature, key: string): Promise<SignOutcome> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    const body = toJson({ ...signature });
    const { status, retryAfter, content } = await ask(
      `${this.url}/signatures`,
      { method: 'POST', headers, body },
      writeLimit,
    );
    // Only a 202 is a promise: a portal or proxy on the way may answer 200 with anything.
    if (status === 202) return { accepted: content as SignatureAccepted };
    const { errors } = content as Partial<Problem>;
    if (status >= 500 || !errors?.length) throw new ServiceError(status, retryAfter);
    return { refusals: errors };
  }

  async #read<T>(url: string, signal: AbortSignal, cache: RequestCache = 'default'): Promise<T> {
    const { status, retryAfter, content } = await ask(url, { signal, cache }, readLimit);
    if (status !== 200) throw new ServiceError(status, retryAfter);
    return content as T;
  }
}

function withQuery(url: string, query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') search.set(name, value);
  }
  const text = search.toString();
  return text ? `${url}?${text}` : url;
}

interface Answer {
  readonly status: number;
  /** In seconds; undefined where the service did not say. */
  readonly retryAfter: number | undefined;
  readonly content: unknown;
}

/** The whole answer, body and all, in time; raced against the clock because a page's polyfill may ignore the signal. */
async function ask(url: string, init: RequestInit, limit: number): Promise<Answer> {
  const abort = new AbortController();
  init.signal?.addEventListener('abort', () => abort.abort(), { signal: abort.signal });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('too late'));
      abort.abort();
    }, limit);
  });
  try {
    return await Promise.race([read(url, { ...init, signal: abort.signal }), late]);
  } catch (cause) {
    throw new ServiceError(0, undefined, cause);
  } finally {
    clearTimeout(timer);
  }
}

async function read(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', ...init });
  return {
    status: response.status,
    retryAfter: Number(response.headers.get('Retry-After')) || undefined,
    content: await response.json(),
  };
}
