/**
 * One reason for a refusal. A code, never a sentence: the reader's language is the element's business.
 * `{field}-missing`, `-too-long`, `-malformed`, `-unknown`; `consent-outdated`; without a field, the whole was refused:
 * `not-json`, `campaign-unknown`, `campaign-not-open`, `key-reused`, `too-many`, `too-large`, `unavailable`.
 */
export interface Refusal {
  readonly field?: string;
  readonly code: string;
}

/** The body of every refusal: RFC 9457 `application/problem+json`, with our list of reasons. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly errors: readonly Refusal[];
}
