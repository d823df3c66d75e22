import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { signatures } from './0001-signatures.ts';
import { lifecycle } from './0002-lifecycle.ts';

/** Brings the tables up to date. Named one by one, in their order: a migration that has run is never changed again. */
export async function migrate(db: Kysely<never>): Promise<void> {
  const migrations = { '0001-signatures': signatures, '0002-lifecycle': lifecycle };
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date', { cause: error });
}
