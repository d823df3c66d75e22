import type { Kysely } from 'kysely';
import type { Keyring } from '../secrets/keyring.ts';
import { tokenHash } from '../secrets/token.ts';
import { addressOf, tryCode } from './codes.ts';
import { count } from './ledger.ts';
import { mailTo } from './mailing.ts';
import { hasItsOrganisationSigned } from './organisations.ts';
import { cancelMails } from './outbox-table.ts';
import { inMail, signatureAt } from './signature-rows.ts';
import type { CodeOutcome, ConfirmLink } from './signature-store.ts';
import type { Surroundings } from './signing.ts';
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
  if (row.status === 'held') return { state: 'held', signature };
  if (row.replaced_at !== null) return { state: 'spent', signature };
  if (new Date(row.expires_at) <= now) return { state: 'expired', signature };
  return { state: 'pending', signature };
}

export async function readConfirmLink(db: Kysely<Tables>, keyring: Keyring, token: string, now: Date) {
  return linkTo(await find(db, token), keyring, now);
}

/** @returns Where the link leads now, and whether a signature has been counted. */
export async function confirmByLink(trx: Kysely<Tables>, around: Surroundings, token: string, now: Date) {
  const row = await find(trx, token);
  const link = linkTo(row, around.keyring, now);
  if (link.state !== 'pending' || !row) return { answer: link, counted: false };

  const { status, number } = await confirmPending(trx, around, row, now);
  return {
    answer: linkTo({ ...row, status, number }, around.keyring, now),
    counted: status === 'confirmed',
  };
}

/** @returns What became of the code, and whether a signature has been counted. */
export async function confirmByCode(
  trx: Kysely<Tables>,
  around: Surroundings,
  { campaign, pending, code }: { campaign: string; pending: string; code: string },
  now: Date,
): Promise<{ answer: CodeOutcome; counted: boolean }> {
  const address = await addressOf(trx, around.keyring, campaign, pending, now);
  const tried = address && (await tryCode(trx, around.keyring, address, code, now));
  if (tried?.state === 'wrong') return { answer: tried, counted: false };

  const row = address && tried?.state === 'right' ? await signatureAt(trx, address) : undefined;
  if (!row) return { answer: { state: 'spent' }, counted: false };
  const { status, number } = row.status === 'pending' ? await confirmPending(trx, around, row, now) : row;
  const answer: CodeOutcome = status === 'confirmed' ? { state: 'confirmed', number: number ?? 0 } : { state: 'held' };
  return { answer, counted: row.status === 'pending' && status === 'confirmed' };
}

async function confirmPending(
  trx: Kysely<Tables>,
  around: Surroundings,
  row: SignatureRow,
  now: Date,
): Promise<Pick<SignatureRow, 'status' | 'number'>> {
  const held = await hasItsOrganisationSigned(trx, row);
  const outcome = held
    ? ({ status: 'held', number: null } as const)
    : ({ status: 'confirmed', number: await nextNumber(trx, row.campaign) } as const);
  await trx
    .updateTable('signatures')
    .set({ ...outcome, confirmed_at: now.toISOString() })
    .where('id', '=', row.id)
    .execute();
  if (!held) await count(trx, row, 1);
  // What still waits asks for what has just been done.
  await cancelMails(trx, row.id);
  await mailTo(trx, around, row, { kind: held ? 'held' : 'thanks' }, now);
  return outcome;
}

async function nextNumber(trx: Kysely<Tables>, campaign: string): Promise<number> {
  const { last } = await trx
    .selectFrom('signatures')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('campaign', '=', campaign)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
