import type { SignatureAccepted } from '@cohesion/contract';
import type { Kysely } from 'kysely';
import type { Keyring } from '../secrets/keyring.ts';
import type { KeyedRequest, SignOutcome } from './signature-store.ts';
import type { Tables } from './tables.ts';

const keyHash = (keyring: Keyring, campaign: string, { key }: KeyedRequest) =>
  keyring.hash('request-key', campaign, key.toLowerCase());
const bodyHash = (keyring: Keyring, { body }: KeyedRequest) => keyring.hash('request-body', JSON.stringify(body));

/** The first answer to a request that comes again. */
export async function earlierAnswer(
  db: Kysely<Tables>,
  keyring: Keyring,
  campaign: string,
  request: KeyedRequest,
): Promise<SignOutcome | undefined> {
  const row = await db
    .selectFrom('answers')
    .select(['body_hash', 'answer'])
    .where('key_hash', '=', keyHash(keyring, campaign, request))
    .executeTakeFirst();
  if (!row) return undefined;
  return row.body_hash === bodyHash(keyring, request) ? (JSON.parse(row.answer) as SignatureAccepted) : 'key-reused';
}

/** Keeps an answer, in the transaction of what it answers for. */
export async function keepAnswer(
  trx: Kysely<Tables>,
  keyring: Keyring,
  campaign: string,
  request: KeyedRequest,
  { answer, now }: { answer: SignatureAccepted; now: Date },
): Promise<void> {
  await trx
    .insertInto('answers')
    .values({
      key_hash: keyHash(keyring, campaign, request),
      body_hash: bodyHash(keyring, request),
      answer: JSON.stringify(answer),
      answered_at: now.toISOString(),
    })
    .execute();
}
