import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { migrate } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** Where rows are written, and where they are read. */
export interface Connections {
  readonly writes: Kysely<Tables>;
  readonly reads: Kysely<Tables>;
}

/** How long to wait for another process, such as a backup, to let go of the database. The wait stops everything else. */
const lockMilliseconds = 2000;

/** Opens the embedded database, made and brought up to date where it is not. All that is SQLite's own is in this file. */
export async function openSqlite(file: string): Promise<Connections> {
  mkdirSync(dirname(file), { recursive: true });
  const writing = new DatabaseSync(file, { timeout: lockMilliseconds, enableForeignKeyConstraints: true });
  writing.exec('pragma journal_mode = wal');
  // FULL: a commit is answered when the disk has it. With less, a power cut could take back what a 202 has promised.
  writing.exec('pragma synchronous = full');
  // What is erased is overwritten, not only forgotten.
  writing.exec('pragma secure_delete = on');

  // A plain “begin” takes the write lock only with the first write, when it can be too late to get it.
  const writes = kyselyOver(connection(writing, 'begin immediate'));
  await migrate(writes as unknown as Kysely<never>);

  // A second connection, because the writing one would show its readers rows that are not committed yet.
  const reading = new DatabaseSync(file, { timeout: lockMilliseconds, readOnly: true });
  return { writes, reads: kyselyOver(connection(reading)) };
}

function kyselyOver(database: SqliteDatabase): Kysely<Tables> {
  return new Kysely({ dialect: new SqliteDialect({ database }) });
}

/**
 * node:sqlite in the shape that Kysely knows. Statements are kept: there are few, and preparing one costs more than
 * running it.
 */
function connection(database: DatabaseSync, begin = 'begin'): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      let statement = statements.get(sql);
      if (!statement) {
        statement = statementOf(database.prepare(sql === 'begin' ? begin : sql));
        if (sql === 'rollback') statement = onlyInTransaction(database, statement);
        if (statements.size < 200) statements.set(sql, statement);
      }
      return statement;
    },
  };
}

function statementOf(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

/** A full disk makes SQLite roll back by itself; a second rollback would then fail, and Kysely never let go of the connection. */
function onlyInTransaction(database: DatabaseSync, rollback: SqliteStatement): SqliteStatement {
  return {
    ...rollback,
    run: (parameters) => (database.isTransaction ? rollback.run(parameters) : { changes: 0, lastInsertRowid: 0 }),
  };
}
