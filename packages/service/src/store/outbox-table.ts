import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { MailOrder } from '../mail/mail-order.ts';
import type { Keyring } from '../secrets/keyring.ts';
import type { DueMail } from './signature-store.ts';
import type { Tables } from './tables.ts';

const placeOf = (id: string) => `outbox/${id}`;

/** Puts a mail in line, in the transaction that gives the reason for it. */
export async function orderMail(
  trx: Kysely<Tables>,
  { keyring, mailDomain }: { keyring: Keyring; mailDomain: string },
  { signatureId, order, now }: { signatureId: string; order: MailOrder; now: Date },
): Promise<void> {
  const id = randomUUID();
  const { sealed, keyId } = keyring.seal(JSON.stringify(order), placeOf(id));
  await trx
    .insertInto('outbox')
    .values({
      id,
      signature_id: signatureId,
      // Fixed now: if we die between the sending and our note of it, the repeat is known as the same message.
      message_id: `<${id}@${mailDomain}>`,
      sealed,
      key_id: keyId,
      attempts: 0,
      due_at: now.toISOString(),
      ordered_at: now.toISOString(),
      sent_at: null,
    })
    .execute();
}

/** Mails not sent yet for this signature are dropped: a newer one takes their place. */
export async function cancelMails(trx: Kysely<Tables>, signatureId: string): Promise<void> {
  await trx.deleteFrom('outbox').where('signature_id', '=', signatureId).where('sent_at', 'is', null).execute();
}

export async function selectDueMails(
  db: Kysely<Tables>,
  keyring: Keyring,
  now: Date,
  limit: number,
): Promise<DueMail[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now.toISOString())
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    order: JSON.parse(
      keyring.open({ sealed: row.sealed ?? '', keyId: row.key_id ?? '' }, placeOf(row.id)),
    ) as MailOrder,
    orderedAt: new Date(row.ordered_at),
    attempts: row.attempts,
  }));
}

export async function selectNextDue(db: Kysely<Tables>): Promise<Date | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select('due_at')
    .where('sent_at', 'is', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row && new Date(row.due_at);
}

export async function markSent(trx: Kysely<Tables>, id: string, now: Date): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ sent_at: now.toISOString(), sealed: null, key_id: null })
    .where('id', '=', id)
    .execute();
}

export async function postpone(trx: Kysely<Tables>, id: string, until: Date): Promise<void> {
  await trx
    .updateTable('outbox')
    .set((eb) => ({ due_at: until.toISOString(), attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
