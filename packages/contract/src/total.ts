import type { SignatoryKind } from './signature.ts';

/** How many have signed: the answer of `…/signatures/total`, and each event of `…/signatures/live`. */
export interface Total {
  /** Confirmed signatures. */
  readonly total: number;
  /** Signatures hoped for. */
  readonly goal: number;
  /** ISO 8601 instant at which the total was true. */
  readonly asOf: string;
  /** Seconds to wait before asking again: the service sets the pace. */
  readonly nextPoll: number;
}

/** Which signatures to count. Properties combine; without any, all count. */
export interface TotalFilter {
  /** NUTS code; counts everything inside it, so `SE22` holds `SE224`. */
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly kind?: SignatoryKind;
  readonly partner?: string;
}
