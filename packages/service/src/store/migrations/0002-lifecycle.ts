import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const lifecycle: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('signatures').addColumn('organisation_hash', 'text').execute();
    await db.schema.alterTable('signatures').addColumn('reminded_at', 'text').execute();
    // Counted by address now, in “codes”: what is known of an address must not show in how often it can be asked.
    await db.schema.alterTable('signatures').dropColumn('mails').execute();
    await db.schema
      .createIndex('signatures_by_organisation')
      .on('signatures')
      .columns(['campaign', 'organisation_hash'])
      .execute();

    await db.schema
      .createTable('codes')
      .addColumn('campaign', 'text', (column) => column.notNull())
      .addColumn('address_hash', 'text', (column) => column.notNull())
      .addColumn('code_hash', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('issued', 'integer', (column) => column.notNull())
      .addColumn('resent', 'integer', (column) => column.notNull())
      .addColumn('resend_after', 'text', (column) => column.notNull())
      .addColumn('issued_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('codes_address', ['campaign', 'address_hash'])
      .execute();
    await db.schema.createIndex('codes_by_age').on('codes').column('issued_at').execute();

    await db.schema
      .createTable('handles')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('campaign', 'text', (column) => column.notNull())
      .addColumn('address_hash', 'text', (column) => column.notNull())
      .addColumn('given_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('handles_by_age').on('handles').column('given_at').execute();
    // The handle in it is made anew from the request's key.
    await db.schema.alterTable('answers').dropColumn('answer').execute();

    await db.schema
      .createTable('mine_links')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('signature_id', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('mine_links_by_signature').on('mine_links').column('signature_id').execute();

    await db.schema
      .createTable('departures')
      .addColumn('signature_id', 'text', (column) => column.primaryKey())
      .addColumn('campaign', 'text', (column) => column.notNull())
      .addColumn('address_hash', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('lang', 'text', (column) => column.notNull())
      .addColumn('departed_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('departures_by_address')
      .on('departures')
      .columns(['campaign', 'address_hash', 'reason'])
      .execute();
  },
};
