import type { SignatoryKind } from '@cohesion/contract';
import type { Keyring } from '../secrets/keyring.ts';
import type { NewSignature, SignatureInMail } from './signature-store.ts';
import type { SignatureRow } from './tables.ts';

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
  const { sealed, keyId } = keyring.seal(JSON.stringify(person), placeOf(id));
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
    sealed,
    key_id: keyId,
    confirmed_at: null,
    number: null,
  } satisfies Partial<SignatureRow>;
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
