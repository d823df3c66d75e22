import type { FastifyBaseLogger } from 'fastify';
import type { DueMail, SignatureStore } from '../store/index.ts';
import type { Mailer, OutgoingMail } from './mailer.ts';

export interface OutboxOptions {
  readonly store: SignatureStore;
  readonly mailer: Mailer;
  readonly write: (due: DueMail) => OutgoingMail;
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
  /** Milliseconds before the first repeat; it doubles with each, up to an hour. */
  readonly firstRepeat?: number;
}

const atOnce = 20;
const hour = 3_600_000;

/** Sends what the store has in line, until it is told to stop. A mail that cannot be sent now is tried again later. */
export class Outbox {
  readonly #options: OutboxOptions;
  /** Sent, but the store could not be told yet: these are never sent again by this process. */
  readonly #unrecorded = new Set<string>();
  #alarm = new AbortController();
  #stopping: Promise<void> | undefined;
  #running: Promise<void> | undefined;
  #forgetStore: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  start(): void {
    this.#forgetStore = this.#options.store.onMailOrdered(() => this.#alarm.abort());
    this.#running = this.#run();
  }

  /** Finishes the mails that are under way, if that takes no longer than `patience` milliseconds. */
  stop(patience = 5000): Promise<void> {
    return (this.#stopping ??= this.#stop(patience));
  }

  async #stop(patience: number): Promise<void> {
    this.#forgetStore?.();
    this.#alarm.abort();
    await Promise.race([this.#running, untilAborted(AbortSignal.timeout(patience))]);
    this.#options.mailer.close();
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#alarm = new AbortController();
      try {
        const due = await this.#options.store.dueMails(new Date(), atOnce);
        await Promise.all(due.map((mail) => this.#deliver(mail)));
        if (due.length === 0) await this.#sleepUntil(await this.#options.store.nextMailDue());
      } catch (error) {
        this.#options.log.error({ err: error }, 'the outbox could not reach the store');
        await this.#sleepUntil(new Date(Date.now() + 1000));
      }
    }
  }

  async #deliver(due: DueMail): Promise<void> {
    const { store, mailer, write } = this.#options;
    if (!this.#unrecorded.has(due.id)) {
      try {
        await mailer.send(write(due));
      } catch (error) {
        await this.#postpone(due, error);
        return;
      }
      this.#unrecorded.add(due.id);
    }
    await store.mailSent(due.id, new Date());
    this.#unrecorded.delete(due.id);
  }

  async #postpone({ id, attempts }: DueMail, error: unknown): Promise<void> {
    const { store, log, firstRepeat = 2000 } = this.#options;
    const wait = Math.min(firstRepeat * 2 ** attempts, hour) * (0.5 + Math.random() / 2);
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    // Not the error itself: a mail server's answer repeats the address.
    log.warn(
      { mail: id, code, responseCode, attempts: attempts + 1, waitSeconds: Math.round(wait / 1000) },
      'a mail waits',
    );
    await store.mailPostponed(id, new Date(Date.now() + wait));
  }

  /** Until then, or until woken; without a time, a minute, in case the clock is changed under us. */
  async #sleepUntil(then: Date | undefined): Promise<void> {
    const wait = Math.max(0, Math.min(then ? then.getTime() - Date.now() : 60_000, 60_000));
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), wait);
    await untilAborted(AbortSignal.any([this.#alarm.signal, timer.signal]));
    clearTimeout(timeout);
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
