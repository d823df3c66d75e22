import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const signatures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('signatures')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('campaign', 'text', (column) => column.notNull())
      .addColumn('address_hash', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('country', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('partner', 'text', (column) => column.notNull())
      .addColumn('lang', 'text', (column) => column.notNull())
      .addColumn('declaration_version', 'text', (column) => column.notNull())
      .addColumn('privacy_version', 'text', (column) => column.notNull())
      .addColumn('listed', 'integer', (column) => column.notNull())
      .addColumn('updates', 'integer', (column) => column.notNull())
      .addColumn('partner_updates', 'integer', (column) => column.notNull())
      .addColumn('page_host', 'text')
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('mails', 'integer', (column) => column.notNull())
      .addColumn('posted_at', 'text', (column) => column.notNull())
      .addColumn('confirmed_at', 'text')
      .addColumn('number', 'integer')
      .addUniqueConstraint('signatures_one_per_address', ['campaign', 'address_hash'])
      .addUniqueConstraint('signatures_number', ['campaign', 'number'])
      .execute();
    await db.schema.createIndex('signatures_by_age').on('signatures').columns(['status', 'posted_at']).execute();

    await db.schema
      .createTable('tokens')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('signature_id', 'text', (column) => column.notNull().references('signatures.id').onDelete('cascade'))
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('replaced_at', 'text')
      .execute();
    await db.schema.createIndex('tokens_by_signature').on('tokens').column('signature_id').execute();

    await db.schema
      .createTable('ledger')
      .addColumn('campaign', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('country', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('partner', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('ledger_cell', ['campaign', 'kind', 'country', 'region', 'partner'])
      .execute();

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('signature_id', 'text', (column) => column.notNull().references('signatures.id').onDelete('cascade'))
      .addColumn('message_id', 'text', (column) => column.notNull().unique())
      .addColumn('sealed', 'text')
      .addColumn('key_id', 'text')
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'text', (column) => column.notNull())
      .addColumn('ordered_at', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'text')
      .execute();
    await db.schema.createIndex('outbox_by_signature').on('outbox').column('signature_id').execute();
    await db.schema.createIndex('outbox_due').on('outbox').columns(['sent_at', 'due_at']).execute();

    await db.schema
      .createTable('answers')
      .addColumn('key_hash', 'text', (column) => column.primaryKey())
      .addColumn('body_hash', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('answered_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('answers_by_age').on('answers').column('answered_at').execute();

    await db.schema
      .createTable('marks')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};
