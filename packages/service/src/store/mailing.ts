import type { Kysely } from 'kysely';
import type { MailOrder } from '../mail/mail-order.ts';
import { newToken, tokenHash } from '../secrets/token.ts';
import type { Address } from './codes.ts';
import { hoursAfter } from './hours-after.ts';
import { cancelMails, orderMail } from './outbox-table.ts';
import { personIn, signatureAt } from './signature-rows.ts';
import { pendingHours, reminderHours } from './signature-store.ts';
import type { Surroundings } from './signing.ts';
import type { SignatureRow, Tables } from './tables.ts';

type Mail =
  { readonly kind: 'confirm'; readonly code: string } | { readonly kind: Exclude<MailOrder['kind'], 'confirm'> };

/** Orders a mail to a signatory: to the address and the name that are kept, with links made for this one mail. */
export async function mailTo(
  trx: Kysely<Tables>,
  around: Surroundings,
  row: SignatureRow,
  mail: Mail,
  now: Date,
): Promise<void> {
  const { email: to, name } = personIn(row, around.keyring);
  const mine = newToken();
  await trx
    .insertInto('mine_links')
    .values({ hash: tokenHash(mine), signature_id: row.id })
    .execute();
  const addressed = { to, name, campaign: row.campaign, lang: row.lang, mine };
  const order: MailOrder =
    mail.kind === 'confirm' || mail.kind === 'reminder'
      ? { ...addressed, ...mail, token: await newConfirmLink(trx, row) }
      : { ...addressed, kind: mail.kind };
  await orderMail(trx, around, { signatureId: row.id, order, now });
}

async function newConfirmLink(trx: Kysely<Tables>, { id, posted_at }: SignatureRow): Promise<string> {
  const token = newToken();
  await trx
    .insertInto('tokens')
    .values({
      hash: tokenHash(token),
      signature_id: id,
      purpose: 'confirm',
      expires_at: hoursAfter(new Date(posted_at), pendingHours).toISOString(),
      replaced_at: null,
    })
    .execute();
  return token;
}

/** Somebody has signed, or asks for a new code: its mailbox alone is told what is known of the address. */
export async function mailWhatIsKnown(
  trx: Kysely<Tables>,
  around: Surroundings,
  address: Address,
  code: string,
  now: Date,
): Promise<void> {
  const row = await signatureAt(trx, address);
  if (!row) return;
  if (row.status === 'confirmed') return mailTo(trx, around, row, { kind: 'already-signed' }, now);
  if (row.status === 'held') return mailTo(trx, around, row, { kind: 'held' }, now);

  const posted_at = now.toISOString();
  await trx.updateTable('signatures').set({ posted_at }).where('id', '=', row.id).execute();
  await trx
    .updateTable('tokens')
    .set({ replaced_at: posted_at })
    .where('signature_id', '=', row.id)
    .where('replaced_at', 'is', null)
    .execute();
  await cancelMails(trx, row.id);
  await mailTo(trx, around, { ...row, posted_at }, { kind: 'confirm', code }, now);
}

/** One more mail for those who have not confirmed yet. @returns How many have been reminded. */
export async function remindSome(trx: Kysely<Tables>, around: Surroundings, now: Date, limit: number): Promise<number> {
  const rows = await trx
    .updateTable('signatures')
    .set({ reminded_at: now.toISOString() })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('signatures')
        .select('id')
        .where('status', '=', 'pending')
        .where('posted_at', '<=', hoursAfter(now, -reminderHours).toISOString())
        .where('posted_at', '>', hoursAfter(now, -pendingHours).toISOString())
        .where('reminded_at', 'is', null)
        .limit(limit),
    )
    .returningAll()
    .execute();
  for (const row of rows) await mailTo(trx, around, row, { kind: 'reminder' }, now);
  return rows.length;
}
