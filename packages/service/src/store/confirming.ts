import type { Kysely } from 'kysely';
import type { Keyring } from '../secrets/keyring.ts';
import { tokenHash } from '../secrets/token.ts';
import { count } from './ledger.ts';
import { inMail } from './signature-rows.ts';
import type { ConfirmLink } from './signature-store.ts';
import type { SignatureRow, Tables } from './tables.ts';

type Found = SignatureRow & { expires_at: string; replaced_at: string | null };

async function find(db: Kysely<Tables>, token: string): Promise<Found | undefined> {
  return db
    .selectFrom('tokens')
    .innerJoin('signatures', 'signatures.id', 'tokens.signature_id')
    .selectAll('signatures')
    .select(['tokens.expires_at', 'tokens.replaced_at'])
    .where('tokens.hash', '=', tokenHash(token))
    .where('tokens.purpose', '=', 'confirm')
    .executeTakeFirst();
}

/** Any link that was mailed for a confirmed signature says so: a second press, or an older mail, finds the same thanks. */
function linkTo(row: Found | undefined, keyring: Keyring, now: Date): ConfirmLink {
  if (!row) return { state: 'unknown' };
  const signature = inMail(row, keyring);
  if (row.status === 'confirmed') return { state: 'confirmed', signature, number: row.number ?? 0 };
  if (row.replaced_at !== null) return { state: 'spent', signature };
  if (new Date(row.expires_at) <= now) return { state: 'expired', signature };
  return { state: 'pending', signature };
}

export async function readConfirmLink(db: Kysely<Tables>, keyring: Keyring, token: string, now: Date) {
  return linkTo(await find(db, token), keyring, now);
}

/** @returns Where the link leads now, and whether a signature has been counted. */
export async function confirmSignature(trx: Kysely<Tables>, keyring: Keyring, token: string, now: Date) {
  const row = await find(trx, token);
  const link = linkTo(row, keyring, now);
  if (link.state !== 'pending' || !row) return { link, counted: false };

  const { last } = await trx
    .selectFrom('signatures')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('campaign', '=', row.campaign)
    .executeTakeFirstOrThrow();
  const number = (last ?? 0) + 1;
  await trx
    .updateTable('signatures')
    .set({ status: 'confirmed', confirmed_at: now.toISOString(), number, mails: 0 })
    .where('id', '=', row.id)
    .execute();
  await count(trx, row, 1);
  return { link: { state: 'confirmed', signature: link.signature, number } satisfies ConfirmLink, counted: true };
}
