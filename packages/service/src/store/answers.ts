import type { Kysely } from 'kysely';
import type { Keyring } from '../secrets/keyring.ts';
import { handleLength } from './codes.ts';
import type { KeyedRequest, SignOutcome } from './signature-store.ts';
import type { Tables } from './tables.ts';

const keyHash = (keyring: Keyring, campaign: string, { key }: KeyedRequest) =>
  keyring.hash('request-key', campaign, key.toLowerCase());
const bodyHash = (keyring: Keyring, { body }: KeyedRequest) => keyring.hash('request-body', JSON.stringify(body));

/** The handle of a request that may come again: always the same, so that it need not be kept. */
export const handleOf = (keyring: Keyring, campaign: string, { key }: KeyedRequest) =>
  keyring.hash('handle-of-request', campaign, key.toLowerCase()).slice(0, handleLength);

/** The first answer to a request that comes again. */
export async function earlierAnswer(
  db: Kysely<Tables>,
  keyring: Keyring,
  campaign: string,
  request: KeyedRequest,
): Promise<SignOutcome | undefined> {
  const row = await db
    .selectFrom('answers')
    .select('body_hash')
    .where('key_hash', '=', keyHash(keyring, campaign, request))
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.body_hash !== bodyHash(keyring, request)) return 'key-reused';
  return { status: 'check-your-mail', pending: handleOf(keyring, campaign, request) };
}

/** Notes that a request was answered, in the transaction of what it was answered for. */
export async function keepAnswer(
  trx: Kysely<Tables>,
  keyring: Keyring,
  campaign: string,
  request: KeyedRequest,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('answers')
    .values({
      key_hash: keyHash(keyring, campaign, request),
      body_hash: bodyHash(keyring, request),
      answered_at: now.toISOString(),
    })
    .execute();
}
