/** As what one signs. An organisation names itself; a politician says in which capacity. */
export const signatoryKinds = ['individual', 'organisation', 'politician'] as const;
export type SignatoryKind = (typeof signatoryKinds)[number];

/** The body of `POST /v1/campaigns/{campaign}/signatures`. */
export interface Signature {
  kind: SignatoryKind;
  name: string;
  /** As typed. The service compares it in a canonical form. */
  email: string;
  organisation?: string;
  /** Such as “Mayor of Sampleville”. */
  capacity?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** NUTS code. */
  region?: string;
  partner?: string;
  /** BCP 47; the language that mails to the signatory are written in. */
  lang: string;
  /** Versions of the exact texts that were on the screen. */
  consent: { declaration: string; privacy: string };
  /** May the name be shown in public? */
  listed?: boolean;
  /** May the alliance send news? */
  updates?: boolean;
  /** May the partner send news? */
  partnerUpdates?: boolean;
  /** A solved challenge; only when the service asked for one (428). */
  challenge?: string;
}

/** The answer 202, alike for a new, a pending, a confirmed and a blocked address. */
export interface SignatureAccepted {
  readonly status: 'check-your-mail';
  /** A handle for confirming with the code of the mail. Says nothing about the address. */
  readonly pending: string;
}

/** The body of `…/signatures/resend`. */
export interface Handle {
  /** Of the answer to the signature. */
  readonly pending: string;
}

/** The body of `…/signatures/confirm`. */
export interface TypedCode extends Handle {
  /** Six digits, from the newest mail. */
  readonly code: string;
}

/** The answer to a confirmation by code. */
export type CodeAccepted = Confirmed | Held;

export interface Confirmed {
  readonly status: 'confirmed';
  /** Which signature this one was, counted from 1. */
  readonly number: number;
}

/** Not counted yet: its organisation has signed before, and a person decides. */
export interface Held {
  readonly status: 'held';
}

/** What a signatory can have put right. */
export type Correction = Pick<Signature, 'name' | 'organisation' | 'capacity'>;
