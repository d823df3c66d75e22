import { setImmediate } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';

/** What one write does inside the shared transaction. */
export type Work<Tables, T> = (trx: Transaction<Tables>) => Promise<T>;

interface Waiting<Tables> {
  readonly work: Work<Tables, unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** A longer queue is cut, so that readers and other requests get their turn in between. */
const largestGroup = 64;

/**
 * Writes that come at the same time share one commit, because the commit (the disk's own “I have it”) is what costs.
 * Each has a savepoint: one that fails leaves the others alone. All are answered after the commit, never before.
 */
export class GroupCommit<Tables> {
  readonly #db: Kysely<Tables>;
  #waiting: Waiting<Tables>[] = [];
  #drained: Promise<void> | undefined;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  run<T>(work: Work<Tables, T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#drained ??= this.#drain();
    });
  }

  /** Resolves when everything handed over so far has been committed or refused. */
  async idle(): Promise<void> {
    await this.#drained;
  }

  async #drain(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        // Requests that have already arrived are read in this turn of the loop, and join.
        await setImmediate();
        await this.#commit(this.#waiting.splice(0, largestGroup));
      }
    } finally {
      this.#drained = undefined;
    }
  }

  async #commit(group: readonly Waiting<Tables>[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      const trx = await this.#db.startTransaction().execute();
      try {
        for (const { work, resolve, reject } of group) {
          const point = await trx.savepoint('one').execute();
          try {
            const value = await work(point);
            answers.push(() => resolve(value));
          } catch (error) {
            await point.rollbackToSavepoint('one').execute();
            answers.push(() => reject(error));
          }
          await point.releaseSavepoint('one').execute();
        }
        await trx.commit().execute();
      } catch (error) {
        if (!trx.isRolledBack) await trx.rollback().execute();
        throw error;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const answer of answers) answer();
  }
}
