/**
 * One reason for a refusal. A code, never a sentence: the reader's language is the element's business.
 * `{field}-missing`, `-too-long`, `-malformed`, `-unknown`; `consent-outdated`; `code-wrong`, `code-spent` (no tries are
 * left, or the handle is too old: a new mail, or a new signature, has to be asked for); without a field, the whole was
 * refused: `not-json`, `campaign-unknown`, `campaign-not-open`, `key-reused`, `too-many`, `too-large`, `unavailable`.
 */
export interface Refusal {
  readonly field?: string;
  readonly code: string;
  /** Beside `code-wrong`: how often the code of the newest mail can still be typed. */
  readonly triesLeft?: number;
}

/** The body of every refusal: RFC 9457 `application/problem+json`, with our list of reasons. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly errors: readonly Refusal[];
}
