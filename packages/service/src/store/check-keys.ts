import type { Keyring } from '../secrets/keyring.ts';
import { StartError } from '../start-error.ts';
import type { Connections } from './sqlite.ts';

/**
 * Makes sure that the keys fit the rows: found out at the start, a lost key can still be looked for; found out later,
 * people have signed twice, or their mails cannot be written.
 */
export async function checkKeys({ writes, reads }: Connections, keyring: Keyring): Promise<void> {
  const signatures = reads.selectFrom('signatures').select('key_id');
  const mails = reads.selectFrom('outbox').select('key_id').where('key_id', 'is not', null);
  const used = (await mails.union(signatures).execute()).map(({ key_id }) => key_id ?? '');
  const lost = used.filter((id) => !keyring.has(id));
  if (lost.length > 0) {
    throw new StartError(
      `ENCRYPTION_KEYS lacks ${lost.map((id) => `“${id}”`).join(', ')}, which rows in the database were sealed with.`,
    );
  }

  const value = keyring.hash('key-check');
  await writes
    .insertInto('marks')
    .values({ name: 'hash-key', value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const first = await reads
    .selectFrom('marks')
    .select('value')
    .where('name', '=', 'hash-key')
    .executeTakeFirstOrThrow();
  if (first.value !== value) {
    throw new StartError('HASH_KEY is not the one this database was begun with: no address in it would be recognised.');
  }
}
