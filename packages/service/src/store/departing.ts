import type { Kysely } from 'kysely';
import type { Address } from './codes.ts';
import { count } from './ledger.ts';
import type { DepartureRow, SignatureRow, Tables } from './tables.ts';

/** Erases a signature and all that belongs to it: its links find nothing any more. */
export async function eraseSignature(trx: Kysely<Tables>, { id }: Pick<SignatureRow, 'id'>): Promise<void> {
  await trx.deleteFrom('mine_links').where('signature_id', '=', id).execute();
  // Tokens and mails go with it.
  await trx.deleteFrom('signatures').where('id', '=', id).execute();
}

/**
 * Erases a signature and takes it out of the count. Its links to “my signature” stay, and say that it is gone.
 *
 * @returns Whether it had been counted.
 */
export async function depart(
  trx: Kysely<Tables>,
  row: SignatureRow,
  reason: DepartureRow['reason'],
  now: Date,
): Promise<boolean> {
  const { id, campaign, address_hash, lang } = row;
  const counted = row.status === 'confirmed';
  if (counted) await count(trx, row, -1);
  await trx
    .insertInto('departures')
    .values({ signature_id: id, campaign, address_hash, reason, lang, departed_at: now.toISOString() })
    .execute();
  await trx.deleteFrom('signatures').where('id', '=', id).execute();
  return counted;
}

/** Whether somebody has said that it was not them, and wants no more mail from this campaign. */
export async function isBlocked(db: Kysely<Tables>, { campaign, address_hash }: Address): Promise<boolean> {
  const row = await db
    .selectFrom('departures')
    .select('reason')
    .where('campaign', '=', campaign)
    .where('address_hash', '=', address_hash)
    .where('reason', '=', 'not-me')
    .executeTakeFirst();
  return row !== undefined;
}
