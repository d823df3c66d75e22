import type { SignatoryKind } from '@cohesion/contract';
import type { Kysely } from 'kysely';
import type { Keyring } from '../secrets/keyring.ts';
import type { Address } from './codes.ts';
import { organisationHash } from './organisations.ts';
import type { NewSignature, OwnSignature, SignatureInMail } from './signature-store.ts';
import type { SignatureRow, Tables } from './tables.ts';

/** What names a person. It leaves this file sealed, and only so is it written. */
interface Person {
  readonly name: string;
  readonly email: string;
  readonly organisation?: string;
  readonly capacity?: string;
}

const placeOf = (id: string) => `signatures/${id}`;

/** A pending row's columns, as far as the signature decides them. */
export function columnsOf({ campaign, signature, lang, pageHost }: NewSignature, id: string, keyring: Keyring) {
  const { name, email, organisation, capacity } = signature;
  const person: Person = { name, email, ...(organisation && { organisation }), ...(capacity && { capacity }) };
  return {
    id,
    campaign,
    status: 'pending',
    kind: signature.kind,
    country: signature.country ?? '',
    region: signature.region ?? '',
    partner: signature.partner ?? '',
    lang,
    declaration_version: signature.consent.declaration,
    privacy_version: signature.consent.privacy,
    listed: Number(signature.listed ?? false),
    updates: Number(signature.updates ?? false),
    partner_updates: Number(signature.partnerUpdates ?? false),
    page_host: pageHost ?? null,
    ...sealPerson(person, id, keyring),
    organisation_hash: organisationHash(keyring, campaign, signature),
    confirmed_at: null,
    number: null,
  } satisfies Partial<SignatureRow>;
}

/** The one signature of an address, whatever its state. */
export async function signatureAt(
  db: Kysely<Tables>,
  { campaign, address_hash }: Address,
): Promise<SignatureRow | undefined> {
  return db
    .selectFrom('signatures')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('address_hash', '=', address_hash)
    .executeTakeFirst();
}

export function sealPerson(person: Person, id: string, keyring: Keyring) {
  const { sealed, keyId } = keyring.seal(JSON.stringify(person), placeOf(id));
  return { sealed, key_id: keyId };
}

export function personIn(row: Pick<SignatureRow, 'id' | 'sealed' | 'key_id'>, keyring: Keyring): Person {
  return JSON.parse(keyring.open({ sealed: row.sealed, keyId: row.key_id }, placeOf(row.id))) as Person;
}

export function inMail(row: SignatureRow, keyring: Keyring): SignatureInMail {
  const { name, organisation, capacity } = personIn(row, keyring);
  return {
    campaign: row.campaign,
    lang: row.lang,
    kind: row.kind as SignatoryKind,
    name,
    ...(organisation && { organisation }),
    ...(capacity && { capacity }),
    ...(row.partner && { partner: row.partner }),
  };
}

/** All that is kept of a signature, for whom it is about. */
export function ownSignature(row: SignatureRow, keyring: Keyring): OwnSignature {
  return {
    ...inMail(row, keyring),
    email: personIn(row, keyring).email,
    ...(row.country && { country: row.country }),
    ...(row.region && { region: row.region }),
    consent: { declaration: row.declaration_version, privacy: row.privacy_version },
    listed: row.listed === 1,
    updates: row.updates === 1,
    partnerUpdates: row.partner_updates === 1,
    ...(row.page_host !== null && { pageHost: row.page_host }),
    postedAt: row.posted_at,
    ...(row.confirmed_at !== null && { confirmedAt: row.confirmed_at }),
    ...(row.number !== null && { number: row.number }),
  };
}
