import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalAddress } from '../secrets/canonical-address.ts';
import type { Keyring } from '../secrets/keyring.ts';
import { addressOf, issueCode, keepHandle, reissueCode, type Address } from './codes.ts';
import { eraseSignature, isBlocked } from './departing.ts';
import { hoursAfter } from './hours-after.ts';
import { mailWhatIsKnown } from './mailing.ts';
import { columnsOf, signatureAt } from './signature-rows.ts';
import { pendingHours, type NewSignature, type ResendOutcome } from './signature-store.ts';
import type { Tables } from './tables.ts';

export interface Surroundings {
  readonly keyring: Keyring;
  /** What comes after the @ of a Message-ID. */
  readonly mailDomain: string;
}

/** Takes a signature and orders the mail that its address should get, whatever is known of it already. */
export async function takeSignature(
  trx: Kysely<Tables>,
  around: Surroundings,
  posted: NewSignature,
  handle: string,
  now: Date,
): Promise<void> {
  const { campaign, signature } = posted;
  const address_hash = around.keyring.hash('address', campaign, canonicalAddress(signature.email));
  const address = { campaign, address_hash };
  await keepHandle(trx, around.keyring, handle, address, now);
  const code = await issueCode(trx, around.keyring, address, now);
  // Past the limit nothing changes: the last mail goes on standing for what it was about.
  if (code === undefined) return;
  const id = await keepSignature(trx, around, posted, address, now);
  await mailWhatIsKnown(trx, around, address, code, now);
  // Only now, and before anyone can see it: a blocked address is to take the time that others take.
  if (await isBlocked(trx, address)) await eraseSignature(trx, { id });
}

/**
 * What was posted last is what the newest mail asks about, so it takes the place of what was posted before.
 *
 * @returns Id of the signature that is now kept for the address.
 */
async function keepSignature(
  trx: Kysely<Tables>,
  { keyring }: Surroundings,
  posted: NewSignature,
  address: Address,
  now: Date,
): Promise<string> {
  const known = await signatureAt(trx, address);
  if (known && known.status !== 'pending') return known.id;
  const posted_at = now.toISOString();
  const isTooOld = known && new Date(known.posted_at) <= hoursAfter(now, -pendingHours);
  if (known && !isTooOld) {
    const columns = { ...columnsOf(posted, known.id, keyring), posted_at };
    await trx.updateTable('signatures').set(columns).where('id', '=', known.id).execute();
    return known.id;
  }
  if (known) await eraseSignature(trx, known);
  const id = randomUUID();
  const columns = { ...columnsOf(posted, id, keyring), ...address, posted_at, reminded_at: null };
  await trx.insertInto('signatures').values(columns).execute();
  return id;
}

/** Sends a new code and link to whom the handle stands for, if anything at all is to be sent there. */
export async function resend(
  trx: Kysely<Tables>,
  around: Surroundings,
  campaign: string,
  handle: string,
  now: Date,
): Promise<ResendOutcome> {
  const address = await addressOf(trx, around.keyring, campaign, handle, now);
  if (!address) return { state: 'spent' };
  const reissued = await reissueCode(trx, around.keyring, address, now);
  if (reissued.state !== 'issued') return reissued;
  await mailWhatIsKnown(trx, around, address, reissued.code, now);
  return { state: 'sent' };
}
