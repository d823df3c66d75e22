import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { TotalFilter } from '@cohesion/contract';
import type { Kysely } from 'kysely';
import { earlierAnswer, handleOf, keepAnswer } from './answers.ts';
import { handleLength } from './codes.ts';
import { confirmByCode, confirmByLink, readConfirmLink } from './confirming.ts';
import { GroupCommit } from './group-commit.ts';
import { hoursAfter } from './hours-after.ts';
import { compareWithRows, sum } from './ledger.ts';
import { remindSome } from './mailing.ts';
import { changeMine, readMineLink } from './mine.ts';
import { markSent, postpone, selectDueMails, selectNextDue } from './outbox-table.ts';
import {
  pendingHours,
  type KeyedRequest,
  type MineChange,
  type NewSignature,
  type SignatureStore,
} from './signature-store.ts';
import { resend, takeSignature, type Surroundings } from './signing.ts';
import type { Connections } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** A filter comes from anyone, so the memory for their totals has an end. */
const totalsKept = 1000;

const remindedAtOnce = 50;

const newHandle = () => randomBytes(17).toString('base64url').slice(0, handleLength);

/** The store in SQL. What each step does is in the files beside this one; here is when it happens, and who is told. */
export class SqlStore implements SignatureStore {
  readonly #connections: Connections;
  readonly #reads: Kysely<Tables>;
  readonly #around: Surroundings;
  readonly #commits: GroupCommit<Tables>;
  readonly #told = new EventEmitter<{ total: [campaign: string]; mail: [] }>().setMaxListeners(0);
  readonly #totals = new Map<string, Promise<number>>();

  constructor(connections: Connections, around: Surroundings) {
    this.#connections = connections;
    this.#reads = connections.reads;
    this.#around = around;
    this.#commits = new GroupCommit(connections.writes);
  }

  async sign(posted: NewSignature, now: Date) {
    const { keyring } = this.#around;
    const { campaign, request } = posted;
    const outcome = await this.#commits.run(async (trx) => {
      const earlier = request && (await earlierAnswer(trx, keyring, campaign, request));
      if (earlier) return earlier;
      const pending = request ? handleOf(keyring, campaign, request) : newHandle();
      await takeSignature(trx, this.#around, posted, pending, now);
      if (request) await keepAnswer(trx, keyring, campaign, request, now);
      return { status: 'check-your-mail', pending } as const;
    });
    this.#told.emit('mail');
    return outcome;
  }

  async earlierAnswer(campaign: string, request: KeyedRequest) {
    return earlierAnswer(this.#reads, this.#around.keyring, campaign, request);
  }

  async confirmLink(token: string, now: Date) {
    return readConfirmLink(this.#reads, this.#around.keyring, token, now);
  }

  async confirm(token: string, now: Date) {
    const { answer, counted } = await this.#commits.run((trx) => confirmByLink(trx, this.#around, token, now));
    if (counted && answer.state === 'confirmed') this.#totalChanged(answer.signature.campaign);
    this.#told.emit('mail');
    return answer;
  }

  async confirmByCode(typed: { campaign: string; pending: string; code: string }, now: Date) {
    const { answer, counted } = await this.#commits.run((trx) => confirmByCode(trx, this.#around, typed, now));
    if (counted) this.#totalChanged(typed.campaign);
    this.#told.emit('mail');
    return answer;
  }

  async resend(campaign: string, pending: string, now: Date) {
    const outcome = await this.#commits.run((trx) => resend(trx, this.#around, campaign, pending, now));
    this.#told.emit('mail');
    return outcome;
  }

  async mine(token: string) {
    return readMineLink(this.#reads, this.#around.keyring, token);
  }

  async changeMine(token: string, change: MineChange, now: Date) {
    const { answer, total } = await this.#commits.run((trx) => changeMine(trx, this.#around, token, change, now));
    if (total !== undefined) this.#totalChanged(total);
    this.#told.emit('mail');
    return answer;
  }

  async total(campaign: string, filter: TotalFilter) {
    const key = JSON.stringify([campaign, filter.region, filter.country, filter.kind, filter.partner]);
    let total = this.#totals.get(key);
    if (!total) {
      if (this.#totals.size >= totalsKept) this.#totals.clear();
      total = sum(this.#reads, campaign, filter);
      total.catch(() => this.#totals.delete(key));
      this.#totals.set(key, total);
    }
    return total;
  }

  onTotalChange(listener: (campaign: string) => void) {
    this.#told.on('total', listener);
    return () => void this.#told.off('total', listener);
  }

  onMailOrdered(listener: () => void) {
    this.#told.on('mail', listener);
    return () => void this.#told.off('mail', listener);
  }

  async dueMails(now: Date, limit: number) {
    return selectDueMails(this.#reads, this.#around.keyring, now, limit);
  }

  async nextMailDue() {
    return selectNextDue(this.#reads);
  }

  async mailSent(id: string, now: Date) {
    await this.#commits.run((trx) => markSent(trx, id, now));
  }

  async mailPostponed(id: string, until: Date) {
    await this.#commits.run((trx) => postpone(trx, id, until));
  }

  async remind(now: Date) {
    let reminded = 0;
    // In small steps, so that whoever signs meanwhile is not kept waiting.
    for (let some = remindedAtOnce; some === remindedAtOnce; reminded += some) {
      some = await this.#commits.run((trx) => remindSome(trx, this.#around, now, remindedAtOnce));
    }
    if (reminded > 0) this.#told.emit('mail');
    return reminded;
  }

  async expire(now: Date) {
    const before = hoursAfter(now, -pendingHours).toISOString();
    return this.#commits.run(async (trx) => {
      const expired = trx
        .selectFrom('signatures')
        .select('id')
        .where('status', '=', 'pending')
        .where('posted_at', '<=', before);
      await trx.deleteFrom('mine_links').where('signature_id', 'in', expired).execute();
      // Tokens and mails go with their signature.
      const { numDeletedRows } = await trx
        .deleteFrom('signatures')
        .where('status', '=', 'pending')
        .where('posted_at', '<=', before)
        .executeTakeFirst();
      // Whether it was sent or not: nobody waits for it any more.
      await trx.deleteFrom('outbox').where('ordered_at', '<=', before).execute();
      await trx.deleteFrom('answers').where('answered_at', '<=', before).execute();
      await trx.deleteFrom('handles').where('given_at', '<=', before).execute();
      await trx.deleteFrom('codes').where('issued_at', '<=', before).execute();
      return Number(numDeletedRows);
    });
  }

  async recount() {
    // In one transaction, so that both sides are of the same moment.
    return this.#reads.transaction().execute(compareWithRows);
  }

  async probe(now: Date) {
    const value = now.toISOString();
    await this.#commits.run((trx) =>
      trx
        .insertInto('marks')
        .values({ name: 'probed-at', value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute(),
    );
  }

  async close() {
    await this.#commits.idle();
    await this.#connections.reads.destroy();
    await this.#connections.writes.destroy();
  }

  #totalChanged(campaign: string) {
    // All of them: which filters a change touches is harder to say than to count again, once, when next asked.
    this.#totals.clear();
    this.#told.emit('total', campaign);
  }
}
