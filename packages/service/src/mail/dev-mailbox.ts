import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

/** A mail in the development mailbox. */
export interface BoxedMail {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly links: readonly string[];
  /** The six-digit code, when the mail holds one. */
  readonly code: string | null;
  readonly at: string;
}

interface FiledMail {
  readonly mail: BoxedMail;
  /** Finer than `at`: two mails can come in the same millisecond. */
  readonly writtenAt: number;
}

/** Reads the message files that the mailbox mailer writes. */
export class DevMailbox {
  readonly #folder: string;
  readonly #read = new Map<string, FiledMail>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Newest first. */
  async list(): Promise<BoxedMail[]> {
    const files = await readdir(this.#folder).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
    const mails = await Promise.all(
      files.filter((file) => /^[\w-]+\.eml$/.test(file)).map((file) => this.#parse(file.slice(0, -'.eml'.length))),
    );
    return mails.sort((one, other) => other.writtenAt - one.writtenAt).map(({ mail }) => mail);
  }

  async find(id: string): Promise<BoxedMail | undefined> {
    return (await this.list()).find((mail) => mail.id === id);
  }

  async #parse(id: string): Promise<FiledMail> {
    const file = join(this.#folder, `${id}.eml`);
    const { mtime, mtimeMs: writtenAt } = await stat(file);
    const known = this.#read.get(id);
    if (known?.writtenAt === writtenAt) return known;

    const { from, to, subject = '', text = '', html } = await simpleParser(await readFile(file));
    const mail: BoxedMail = {
      id,
      from: from?.text ?? '',
      to: [to ?? []]
        .flat()
        .flatMap(({ value }) => value.map(({ address = '' }) => address))
        .join(', '),
      subject,
      text,
      html: html || '',
      links: [...new Set(text.match(/https?:\/\/\S+/g))],
      code: /^\d{6}$/m.exec(text)?.[0] ?? null,
      at: mtime.toISOString(),
    };
    const filed = { mail, writtenAt };
    this.#read.set(id, filed);
    return filed;
  }
}
