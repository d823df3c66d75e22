import type { Correction, SignatoryKind } from '@cohesion/contract';
import type { Kysely } from 'kysely';
import type { Keyring } from '../secrets/keyring.ts';
import { tokenHash } from '../secrets/token.ts';
import { depart } from './departing.ts';
import { count } from './ledger.ts';
import { mailTo } from './mailing.ts';
import { hasItsOrganisationSigned, organisationHash } from './organisations.ts';
import { ownSignature, personIn, sealPerson, signatureAt } from './signature-rows.ts';
import type { MineChange, MineLink } from './signature-store.ts';
import type { Surroundings } from './signing.ts';
import type { DepartureRow, SignatureRow, Tables } from './tables.ts';

interface Found {
  readonly row?: SignatureRow | undefined;
  readonly departure?: DepartureRow | undefined;
}

async function find(db: Kysely<Tables>, token: string): Promise<Found> {
  const link = await db
    .selectFrom('mine_links')
    .select('signature_id')
    .where('hash', '=', tokenHash(token))
    .executeTakeFirst();
  if (!link) return {};
  const { signature_id } = link;
  const row = await db.selectFrom('signatures').selectAll().where('id', '=', signature_id).executeTakeFirst();
  if (row) return { row };
  const departures = db.selectFrom('departures').selectAll().where('signature_id', '=', signature_id);
  return { departure: await departures.executeTakeFirst() };
}

function linkTo({ row, departure }: Found, keyring: Keyring): MineLink {
  if (row) return { state: row.status, signature: ownSignature(row, keyring) };
  if (!departure) return { state: 'unknown' };
  const { campaign, lang, reason } = departure;
  return { state: reason, campaign, lang };
}

export async function readMineLink(db: Kysely<Tables>, keyring: Keyring, token: string): Promise<MineLink> {
  return linkTo(await find(db, token), keyring);
}

/** @returns Where the link leads now, and of which campaign the total has changed, if of any. */
export async function changeMine(
  trx: Kysely<Tables>,
  around: Surroundings,
  token: string,
  change: MineChange,
  now: Date,
): Promise<{ answer: MineLink; total?: string | undefined }> {
  const found = await find(trx, token);
  const counts = await changeFound(trx, around, found, change, now);
  const answer = linkTo(await find(trx, token), around.keyring);
  return { answer, total: counts ? (found.row ?? found.departure)?.campaign : undefined };
}

/** @returns Whether the total has changed. */
async function changeFound(
  trx: Kysely<Tables>,
  around: Surroundings,
  { row, departure }: Found,
  change: MineChange,
  now: Date,
): Promise<boolean> {
  if (change.action === 'not-me') return block(trx, { row, departure }, now);
  if (!row) return false;
  if (change.action === 'withdraw') return depart(trx, row, 'withdrawn', now);
  if (change.action === 'correct') return correct(trx, around, row, change.correction, now);
  const listed = Number(change.action === 'list');
  await trx.updateTable('signatures').set({ listed }).where('id', '=', row.id).execute();
  return false;
}

/** Whatever is kept of the address now is not theirs either: it may have been given again since the mail. */
async function block(trx: Kysely<Tables>, { row, departure }: Found, now: Date): Promise<boolean> {
  const address = row ?? departure;
  if (!address) return false;
  if (departure) {
    const { signature_id } = departure;
    await trx.updateTable('departures').set({ reason: 'not-me' }).where('signature_id', '=', signature_id).execute();
  }
  const current = await signatureAt(trx, address);
  return current ? depart(trx, current, 'not-me', now) : false;
}

/** An organisation that takes another's name has to wait for a person like any second one. */
async function correct(
  trx: Kysely<Tables>,
  around: Surroundings,
  row: SignatureRow,
  correction: Correction,
  now: Date,
): Promise<boolean> {
  const { keyring } = around;
  const person = { ...correction, email: personIn(row, keyring).email };
  const kind = row.kind as SignatoryKind;
  const organisation_hash = organisationHash(keyring, row.campaign, { ...person, kind });
  const isHeldNow =
    row.status === 'confirmed' &&
    organisation_hash !== row.organisation_hash &&
    (await hasItsOrganisationSigned(trx, { ...row, organisation_hash }));
  const columns = { ...sealPerson(person, row.id, keyring), organisation_hash };
  await trx
    .updateTable('signatures')
    .set({ ...columns, ...(isHeldNow && { status: 'held', number: null }) })
    .where('id', '=', row.id)
    .execute();
  if (!isHeldNow) return false;
  await count(trx, row, -1);
  await mailTo(trx, around, { ...row, ...columns }, { kind: 'held' }, now);
  return true;
}
