/**
 * The rows as they lie in the database. Ids and instants are text (instants as ISO 8601 in UTC, so that they sort) and
 * yes-or-no is 0 or 1: both engines read them alike.
 */
export interface Tables {
  signatures: SignatureRow;
  tokens: TokenRow;
  ledger: LedgerRow;
  outbox: OutboxRow;
  answers: AnswerRow;
  codes: CodeRow;
  handles: HandleRow;
  mine_links: { hash: string; signature_id: string };
  departures: DepartureRow;
  /** What the store notes about itself: when it was last tried, which key its hashes are made with. */
  marks: { name: string; value: string };
}

export interface SignatureRow {
  id: string;
  campaign: string;
  /** Keyed hash of the canonical address; unique in the campaign. */
  address_hash: string;
  /** `held`: confirmed from its mailbox, but a person has to decide whether it counts. */
  status: 'pending' | 'confirmed' | 'held';
  kind: string;
  country: string;
  region: string;
  partner: string;
  lang: string;
  declaration_version: string;
  privacy_version: string;
  listed: number;
  updates: number;
  partner_updates: number;
  page_host: string | null;
  /** Name, address, organisation and capacity. */
  sealed: string;
  key_id: string;
  /** Keyed hash of the organisation that signs, by name and mail domain; null for a person. */
  organisation_hash: string | null;
  reminded_at: string | null;
  posted_at: string;
  confirmed_at: string | null;
  /** Which of the campaign's signatures it is, counted from 1. */
  number: number | null;
}

export interface TokenRow {
  hash: string;
  signature_id: string;
  purpose: 'confirm';
  expires_at: string;
  /** When a newer one took its place. */
  replaced_at: string | null;
}

/** One cell: so many confirmed signatures are alike in all of this. '' where nothing was said. */
export interface LedgerRow {
  campaign: string;
  kind: string;
  country: string;
  region: string;
  partner: string;
  count: number;
}

export interface OutboxRow {
  id: string;
  signature_id: string;
  message_id: string;
  /** The sealed order; null when it has been sent. */
  sealed: string | null;
  key_id: string | null;
  attempts: number;
  due_at: string;
  ordered_at: string;
  sent_at: string | null;
}

/** A request that carried a key and was answered. */
export interface AnswerRow {
  key_hash: string;
  body_hash: string;
  answered_at: string;
}

/** What has been mailed to an address, and tried. There is one for every address, whatever is known of it. */
export interface CodeRow {
  campaign: string;
  address_hash: string;
  code_hash: string;
  /** Wrong ones typed since it was issued. */
  tries: number;
  /** Codes issued because somebody signed. */
  issued: number;
  /** Codes issued because a new one was asked for. */
  resent: number;
  resend_after: string;
  issued_at: string;
}

/** What a 202 has called a signature. */
export interface HandleRow {
  hash: string;
  campaign: string;
  address_hash: string;
  given_at: string;
}

/** What is left of a signature that its signatory has taken back, or that was given in somebody else's name. */
export interface DepartureRow {
  signature_id: string;
  campaign: string;
  address_hash: string;
  reason: 'withdrawn' | 'not-me';
  lang: string;
  departed_at: string;
}
