import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalAddress } from '../secrets/canonical-address.ts';
import type { Keyring } from '../secrets/keyring.ts';
import { newToken, tokenHash } from '../secrets/token.ts';
import { cancelMails, orderMail } from './outbox-table.ts';
import { columnsOf, personIn } from './signature-rows.ts';
import { mailsPerSignature, pendingHours, type NewSignature } from './signature-store.ts';
import type { SignatureRow, Tables } from './tables.ts';

export interface Surroundings {
  readonly keyring: Keyring;
  /** What comes after the @ of a Message-ID. */
  readonly mailDomain: string;
}

export const hoursAfter = (instant: Date, hours: number) => new Date(instant.getTime() + hours * 3_600_000);

/** Takes a signature and orders the mail that its address should get, whatever is known of it already. */
export async function takeSignature(trx: Kysely<Tables>, around: Surroundings, posted: NewSignature, now: Date) {
  const address_hash = around.keyring.hash('address', posted.campaign, canonicalAddress(posted.signature.email));
  const known = await trx
    .selectFrom('signatures')
    .selectAll()
    .where('campaign', '=', posted.campaign)
    .where('address_hash', '=', address_hash)
    .executeTakeFirst();

  if (!known) return addPending(trx, around, posted, address_hash, now);
  if (known.status === 'confirmed') return remindConfirmed(trx, around, known, now);
  if (new Date(known.posted_at) <= hoursAfter(now, -pendingHours)) {
    await trx.deleteFrom('signatures').where('id', '=', known.id).execute();
    return addPending(trx, around, posted, address_hash, now);
  }
  return replacePending(trx, around, posted, known, now);
}

async function addPending(
  trx: Kysely<Tables>,
  around: Surroundings,
  posted: NewSignature,
  address_hash: string,
  now: Date,
) {
  const id = randomUUID();
  const columns = columnsOf(posted, id, around.keyring);
  await trx
    .insertInto('signatures')
    .values({ ...columns, address_hash, mails: 1, posted_at: now.toISOString() })
    .execute();
  await orderConfirmMail(trx, around, posted, id, now);
}

/** What was posted last is what the newest mail asks about, so it takes the place of what was posted before. */
async function replacePending(
  trx: Kysely<Tables>,
  around: Surroundings,
  posted: NewSignature,
  known: SignatureRow,
  now: Date,
) {
  // Past the limit nothing changes: the last link mailed goes on standing for what its mail was about.
  if (known.mails >= mailsPerSignature) return;
  await trx
    .updateTable('signatures')
    .set({ ...columnsOf(posted, known.id, around.keyring), mails: known.mails + 1, posted_at: now.toISOString() })
    .where('id', '=', known.id)
    .execute();
  await trx
    .updateTable('tokens')
    .set({ replaced_at: now.toISOString() })
    .where('signature_id', '=', known.id)
    .where('replaced_at', 'is', null)
    .execute();
  await cancelMails(trx, known.id);
  await orderConfirmMail(trx, around, posted, known.id, now);
}

async function orderConfirmMail(
  trx: Kysely<Tables>,
  around: Surroundings,
  { campaign, signature, lang }: NewSignature,
  signatureId: string,
  now: Date,
) {
  const token = newToken();
  await trx
    .insertInto('tokens')
    .values({
      hash: tokenHash(token),
      signature_id: signatureId,
      purpose: 'confirm',
      expires_at: hoursAfter(now, pendingHours).toISOString(),
      replaced_at: null,
    })
    .execute();
  const order = { kind: 'confirm', to: signature.email, name: signature.name, campaign, lang, token } as const;
  await orderMail(trx, around, { signatureId, order, now });
}

/** Goes to the address and the name that were confirmed, never to what a stranger has just typed. */
async function remindConfirmed(trx: Kysely<Tables>, around: Surroundings, known: SignatureRow, now: Date) {
  if (known.mails >= mailsPerSignature) return;
  await trx
    .updateTable('signatures')
    .set({ mails: known.mails + 1 })
    .where('id', '=', known.id)
    .execute();
  const { email, name } = personIn(known, around.keyring);
  const order = { kind: 'already-signed', to: email, name, campaign: known.campaign, lang: known.lang } as const;
  await orderMail(trx, around, { signatureId: known.id, order, now });
}
