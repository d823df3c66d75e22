import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { until } from './until.ts';

/** A mail as the development mailbox tells it to programs. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly links: readonly string[];
}

/** What the surroundings of whoever runs the tests must not decide. */
const unset = {
  ...{ NODE_ENV: undefined, HOST: undefined, PUBLIC_URL: undefined, CAMPAIGNS: undefined },
  ...{ ENCRYPTION_KEYS: undefined, HASH_KEY: undefined, SMTP_URL: undefined, MAIL_FROM: undefined },
};

/** The real service in a process of its own, with a database in a folder that outlives it. */
export class SignatureService {
  readonly url: string;
  readonly #port: number;
  readonly #database: string;
  #child?: ChildProcess;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#database = join(folder, 'e2e.sqlite');
    this.url = `http://localhost:${String(port)}`;
  }

  static async start(folder: string): Promise<SignatureService> {
    const service = new SignatureService(await freePort(), folder);
    await service.start();
    return service;
  }

  /** Starts it, or starts it again: on the same port, with the same database. */
  async start(): Promise<void> {
    // The script that `npm start` uses: it runs the service's main.ts, and ends when these tests are gone.
    const child = fork(join(import.meta.dirname, '..', '..', 'scripts', 'service.ts'), {
      execArgv: ['--conditions=source'],
      env: { ...process.env, ...unset, PORT: String(this.#port), DATABASE_URL: `sqlite:${this.#database}` },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    await until('the service answers', async () => {
      if (child.exitCode !== null) throw new Error('The service has ended instead of starting.');
      const answer = await fetch(`${this.url}/healthz`).catch(() => undefined);
      return answer?.ok;
    });
  }

  /** Without any warning, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  /** Confirmed signatures; of a part of the campaign with a query such as `?country=SE`. */
  async total(query = ''): Promise<number> {
    const answer = await fetch(`${this.url}/v1/campaigns/default/signatures/total${query}`);
    return ((await answer.json()) as { total: number }).total;
  }

  /** Newest first. */
  async mailsTo(address: string): Promise<Mail[]> {
    const answer = await fetch(`${this.url}/dev/mail.json`);
    return ((await answer.json()) as Mail[]).filter(({ to }) => to === address);
  }

  /** The newest of so many mails to an address, once they are there. */
  async mailTo(address: string, { count = 1 } = {}): Promise<Mail> {
    return until(`mail ${String(count)} to ${address}`, async () => {
      const mails = await this.mailsTo(address);
      return mails.length >= count && mails[0];
    });
  }

  /** The newest link to confirm with that was mailed to an address. */
  async confirmLinkFor(address: string): Promise<string> {
    return until(`a link to confirm with for ${address}`, async () => {
      const mails = await this.mailsTo(address);
      return mails.flatMap(({ links }) => links).find((link) => link.startsWith(`${this.url}/v1/confirm/`));
    });
  }

  /** Signs without a page, where a test is about something else. */
  async sign(email: string, { lang = 'en' } = {}): Promise<void> {
    const answer = await fetch(`${this.url}/v1/campaigns/default/signatures`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        kind: 'individual',
        name: 'Sample Person',
        email,
        lang,
        consent: await this.#currentTexts(lang),
      }),
    });
    if (answer.status !== 202) throw new Error(`Not signed: ${await answer.text()}`);
  }

  /** Signs and confirms without a page. */
  async signAndConfirm(email: string): Promise<void> {
    await this.sign(email);
    await fetch(await this.confirmLinkFor(email), { method: 'POST' });
  }

  async #currentTexts(lang: string): Promise<{ declaration: string; privacy: string }> {
    const answer = await fetch(`${this.url}/v1/campaigns/default?lang=${lang}`);
    const { declaration, privacy } = (await answer.json()) as Record<'declaration' | 'privacy', { version: string }>;
    return { declaration: declaration.version, privacy: privacy.version };
  }

  /**
   * Waits until every mail that has been ordered so far has been sent: a later one comes last. What then is not in the
   * mailbox never will be.
   */
  async untilMailsAreOut(): Promise<void> {
    await until('no mail is in line', async () => this.#ask('SELECT 1 FROM outbox WHERE sent_at IS NULL').length === 0);
  }

  /** Lets the links that were mailed grow too old, which nobody has three days to wait for. */
  expireLinks(): void {
    this.#ask("UPDATE tokens SET expires_at = '2020-01-01T00:00:00.000Z'");
  }

  #ask(sql: string, ...values: SQLInputValue[]): unknown[] {
    const database = new DatabaseSync(this.#database, { timeout: 5000 });
    try {
      return database.prepare(sql).all(...values);
    } finally {
      database.close();
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
