import type { Signature } from '@cohesion/contract';
import type { Kysely } from 'kysely';
import { canonicalAddress } from '../secrets/canonical-address.ts';
import type { Keyring } from '../secrets/keyring.ts';
import type { SignatureRow, Tables } from './tables.ts';

/** Small and large, accents, signs and blanks aside: “Föreningen Exempel” and “foreningen-exempel” are one. */
function normalisedName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** One organisation, as far as a machine can tell: its name, and the domain it writes from. Null for a person. */
export function organisationHash(
  keyring: Keyring,
  campaign: string,
  { kind, email, organisation }: Pick<Signature, 'kind' | 'email' | 'organisation'>,
): string | null {
  if (kind !== 'organisation' || !organisation) return null;
  const address = canonicalAddress(email);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  // A name of signs alone is still a name.
  return keyring.hash('organisation', campaign, normalisedName(organisation) || organisation, domain);
}

/** Whether another signature already counts for the same organisation. */
export async function hasItsOrganisationSigned(
  db: Kysely<Tables>,
  { id, campaign, organisation_hash }: Pick<SignatureRow, 'id' | 'campaign' | 'organisation_hash'>,
): Promise<boolean> {
  if (organisation_hash === null) return false;
  const other = await db
    .selectFrom('signatures')
    .select('id')
    .where('campaign', '=', campaign)
    .where('organisation_hash', '=', organisation_hash)
    .where('status', '=', 'confirmed')
    .where('id', '!=', id)
    .executeTakeFirst();
  return other !== undefined;
}
