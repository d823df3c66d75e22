import type { Correction, Signature, SignatoryKind, SignatureAccepted, TotalFilter } from '@cohesion/contract';
import type { MailOrder } from '../mail/mail-order.ts';

/** How long a signature waits for its confirmation, and with it every token, mail and repeated request. */
export const pendingHours = 72;

/** When somebody who has not confirmed is reminded, once. */
export const reminderHours = 24;

/** Mails an address gets for its signature, however often someone posts it. */
export const mailsPerSignature = 3;

/** Mails it gets beside them because somebody asks for a new code. */
export const resends = 3;

/** Wrong codes that may be typed before a new one has to be asked for. */
export const triesPerCode = 5;

/** A signature that has passed every check. */
export interface NewSignature {
  /** The campaign's own id, never an alias. */
  readonly campaign: string;
  readonly signature: Signature;
  /** Language of the campaign's texts that were signed: the page and the mails are written in it. */
  readonly lang: string;
  /** Host name of the page it was posted from, where the browser told. */
  readonly pageHost?: string | undefined;
  readonly request?: KeyedRequest | undefined;
}

/** A request that may come again, and then gets its first answer. */
export interface KeyedRequest {
  /** Client-made, unique in the campaign. */
  readonly key: string;
  /** As it came: the same key with another body is refused. */
  readonly body: unknown;
}

/** `key-reused`: the request key has come before, with another body. */
export type SignOutcome = SignatureAccepted | 'key-reused';

/** What the holder of a confirm link may see. */
export interface SignatureInMail {
  readonly campaign: string;
  readonly lang: string;
  readonly kind: SignatoryKind;
  readonly name: string;
  readonly organisation?: string;
  readonly capacity?: string;
  /** On whose page it was given. */
  readonly partner?: string;
}

/**
 * `held`: its organisation has signed before, and a person decides. `spent`: a newer link has been mailed. `unknown`: it
 * never was, or was erased with its signature.
 */
export type ConfirmLink =
  | { readonly state: 'pending' | 'held'; readonly signature: SignatureInMail }
  | { readonly state: 'confirmed'; readonly signature: SignatureInMail; readonly number: number }
  | { readonly state: 'spent' | 'expired'; readonly signature: SignatureInMail }
  | { readonly state: 'unknown' };

/** `spent`: no tries are left, or the handle is not known, or no longer. */
export type CodeOutcome =
  | { readonly state: 'confirmed'; readonly number: number }
  | { readonly state: 'held' }
  | { readonly state: 'spent' }
  | { readonly state: 'wrong'; readonly triesLeft: number };

export type ResendOutcome = { readonly state: 'sent' | 'spent' } | { readonly state: 'wait'; readonly seconds: number };

/** All that is kept of a signature. Instants are ISO 8601. */
export interface OwnSignature extends SignatureInMail, Pick<Signature, 'country' | 'region' | 'consent' | 'email'> {
  readonly listed: boolean;
  readonly updates: boolean;
  readonly partnerUpdates: boolean;
  readonly pageHost?: string;
  readonly postedAt: string;
  readonly confirmedAt?: string;
  readonly number?: number;
}

/** `not-me`: it was somebody else, and the address is blocked. `unknown`: it never was, or was erased unconfirmed. */
export type MineLink =
  | { readonly state: 'pending' | 'confirmed' | 'held'; readonly signature: OwnSignature }
  | { readonly state: 'withdrawn' | 'not-me'; readonly campaign: string; readonly lang: string }
  | { readonly state: 'unknown' };

export type MineChange =
  | { readonly action: 'correct'; readonly correction: Correction }
  | { readonly action: 'list' | 'unlist' | 'withdraw' | 'not-me' };

/** A mail that is to be sent now. */
export interface DueMail {
  readonly id: string;
  readonly messageId: string;
  readonly order: MailOrder;
  readonly orderedAt: Date;
  /** Earlier tries. */
  readonly attempts: number;
}

/** A cell of the ledger that does not say what the rows say. */
export interface LedgerError {
  readonly campaign: string;
  readonly cell: string;
  readonly ledger: number;
  readonly rows: number;
}

/**
 * The one place that keeps state. Every promise of a change resolves only when the change is durable, and a store
 * that cannot answer rejects: nothing is ever kept half.
 */
export interface SignatureStore {
  /** Takes a signature and orders its mail, in one step; alike for a new, a pending, a confirmed and a blocked address. */
  sign(signature: NewSignature, now: Date): Promise<SignOutcome>;
  /** The first answer to this request, if it has been answered before. */
  earlierAnswer(campaign: string, request: KeyedRequest): Promise<SignOutcome | undefined>;
  /** What a confirm link leads to. Changes nothing. */
  confirmLink(token: string, now: Date): Promise<ConfirmLink>;
  /** Confirms and counts, in one step. A repeat finds it confirmed. */
  confirm(token: string, now: Date): Promise<ConfirmLink>;
  /** The same by the code of the newest mail. `pending` is the handle that the signature was answered with. */
  confirmByCode(typed: { campaign: string; pending: string; code: string }, now: Date): Promise<CodeOutcome>;
  /** Mails a new code and link, when there is somebody to mail them to; answers alike when there is not. */
  resend(campaign: string, pending: string, now: Date): Promise<ResendOutcome>;
  /** What a link to “my signature” leads to. Changes nothing. */
  mine(token: string): Promise<MineLink>;
  /** Changes it, or takes it back and out of the count, in one step. @returns Where the link leads then. */
  changeMine(token: string, change: MineChange, now: Date): Promise<MineLink>;
  /** Confirmed signatures that match. */
  total(campaign: string, filter: TotalFilter): Promise<number>;
  /** Calls back after each durable change of a campaign's totals. @returns How to stop it. */
  onTotalChange(listener: (campaign: string) => void): () => void;
  /** Calls back after a mail has been ordered. @returns How to stop it. */
  onMailOrdered(listener: () => void): () => void;

  /** Mails to be sent by now, the longest waiting first. */
  dueMails(now: Date, limit: number): Promise<DueMail[]>;
  /** When the next mail is due, if any is waiting. */
  nextMailDue(): Promise<Date | undefined>;
  /** Its content is erased. */
  mailSent(id: string, now: Date): Promise<void>;
  mailPostponed(id: string, until: Date): Promise<void>;

  /** Mails those who signed a day ago and have not confirmed, once. @returns How many. */
  remind(now: Date): Promise<number>;
  /** Erases what was never confirmed in time, and what else has outlived its use. @returns Signatures erased. */
  expire(now: Date): Promise<number>;
  /** Compares the ledger with the rows. An empty list: the totals are right. */
  recount(): Promise<LedgerError[]>;
  /** Writes, and rejects if it cannot. */
  probe(now: Date): Promise<void>;
  /** Finishes what was begun. */
  close(): Promise<void>;
}
