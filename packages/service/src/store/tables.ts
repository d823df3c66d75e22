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
  /** What the store notes about itself: when it was last tried, which key its hashes are made with. */
  marks: { name: string; value: string };
}

export interface SignatureRow {
  id: string;
  campaign: string;
  /** Keyed hash of the canonical address; unique in the campaign. */
  address_hash: string;
  status: 'pending' | 'confirmed';
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
  /** Mails ordered since it was posted, or since it was confirmed. */
  mails: number;
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

/** The first answer to a request that carried a key. */
export interface AnswerRow {
  key_hash: string;
  body_hash: string;
  answer: string;
  answered_at: string;
}
