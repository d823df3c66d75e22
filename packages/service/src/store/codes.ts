import type { Kysely } from 'kysely';
import type { Keyring } from '../secrets/keyring.ts';
import { newCode, sameHash } from '../secrets/token.ts';
import { hoursAfter } from './hours-after.ts';
import { mailsPerSignature, pendingHours, resends, triesPerCode } from './signature-store.ts';
import type { CodeRow, Tables } from './tables.ts';

/**
 * Codes belong to addresses and not to signatures, and are issued whether they are mailed or not: who holds a handle
 * sees the same tries left and the same waits for an address that is new, pending, confirmed or blocked.
 */
export interface Address {
  readonly campaign: string;
  readonly address_hash: string;
}

/** Letters of a handle: 132 bits. */
export const handleLength = 22;

const firstWaitSeconds = 30;

const oldest = (now: Date) => hoursAfter(now, -pendingHours).toISOString();
const hashOf = (keyring: Keyring, { campaign, address_hash }: Address, code: string) =>
  keyring.hash('code', campaign, address_hash, code);

/** Ties the handle of an answer to the address it was about. */
export async function keepHandle(trx: Kysely<Tables>, keyring: Keyring, handle: string, address: Address, now: Date) {
  const { campaign, address_hash } = address;
  const hash = keyring.hash('handle', campaign, handle);
  await trx
    .insertInto('handles')
    .values({ hash, campaign, address_hash, given_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

/** The address behind a handle, unless it is unknown or too old. */
export async function addressOf(
  db: Kysely<Tables>,
  keyring: Keyring,
  campaign: string,
  handle: string,
  now: Date,
): Promise<Address | undefined> {
  return db
    .selectFrom('handles')
    .select(['campaign', 'address_hash'])
    .where('hash', '=', keyring.hash('handle', campaign, handle))
    .where('given_at', '>', oldest(now))
    .executeTakeFirst();
}

async function liveCode(trx: Kysely<Tables>, { campaign, address_hash }: Address, now: Date) {
  return trx
    .selectFrom('codes')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('address_hash', '=', address_hash)
    .where('issued_at', '>', oldest(now))
    .executeTakeFirst();
}

/** Takes the place of the code before it. */
async function issue(
  trx: Kysely<Tables>,
  keyring: Keyring,
  address: Address,
  { issued, resent }: Pick<CodeRow, 'issued' | 'resent'>,
  now: Date,
): Promise<string> {
  const code = newCode();
  const resend_after = new Date(now.getTime() + firstWaitSeconds * 2 ** resent * 1000).toISOString();
  const columns = { code_hash: hashOf(keyring, address, code), tries: 0, issued, resent, resend_after };
  const row = { ...columns, issued_at: now.toISOString() };
  const { campaign, address_hash } = address;
  await trx
    .insertInto('codes')
    .values({ campaign, address_hash, ...row })
    .onConflict((conflict) => conflict.columns(['campaign', 'address_hash']).doUpdateSet(row))
    .execute();
  return code;
}

/** For somebody who has signed; none when the address has had its mails. */
export async function issueCode(trx: Kysely<Tables>, keyring: Keyring, address: Address, now: Date) {
  const { issued, resent } = (await liveCode(trx, address, now)) ?? { issued: 0, resent: 0 };
  if (issued >= mailsPerSignature) return undefined;
  return issue(trx, keyring, address, { issued: issued + 1, resent }, now);
}

export type Reissued =
  | { readonly state: 'issued'; readonly code: string }
  | { readonly state: 'wait'; readonly seconds: number }
  | { readonly state: 'spent' };

/** For somebody who asks for a new one. */
export async function reissueCode(
  trx: Kysely<Tables>,
  keyring: Keyring,
  address: Address,
  now: Date,
): Promise<Reissued> {
  const row = await liveCode(trx, address, now);
  if (!row) return { state: 'spent' };
  const next = row.resent < resends ? new Date(row.resend_after) : hoursAfter(new Date(row.issued_at), pendingHours);
  if (next > now) return { state: 'wait', seconds: Math.ceil((next.getTime() - now.getTime()) / 1000) };
  return { state: 'issued', code: await issue(trx, keyring, address, { ...row, resent: row.resent + 1 }, now) };
}

export type Tried = { readonly state: 'right' | 'spent' } | { readonly state: 'wrong'; readonly triesLeft: number };

/** Every try is counted before it is looked at, and only a right one is taken off again. */
export async function tryCode(
  trx: Kysely<Tables>,
  keyring: Keyring,
  address: Address,
  code: string,
  now: Date,
): Promise<Tried> {
  const { campaign, address_hash } = address;
  const row = await trx
    .updateTable('codes')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('campaign', '=', campaign)
    .where('address_hash', '=', address_hash)
    .where('issued_at', '>', oldest(now))
    .where('tries', '<', triesPerCode)
    .returning(['code_hash', 'tries'])
    .executeTakeFirst();
  if (!row) return { state: 'spent' };
  if (!sameHash(row.code_hash, hashOf(keyring, address, code)))
    return { state: 'wrong', triesLeft: triesPerCode - row.tries };
  await trx
    .updateTable('codes')
    .set((eb) => ({ tries: eb('tries', '-', 1) }))
    .where('campaign', '=', campaign)
    .where('address_hash', '=', address_hash)
    .execute();
  return { state: 'right' };
}
