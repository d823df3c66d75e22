import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

/** A mail, ready to go. */
export interface OutgoingMail {
  readonly messageId: string;
  readonly to: string;
  readonly lang: string;
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** A page on which the reader can end it. */
  readonly unsubscribe: string;
}

export interface Mailer {
  /** Resolves when the mail is in other hands: the mail server's, or the mailbox's. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

const message = (from: string, { lang, unsubscribe, ...mail }: OutgoingMail) => ({
  ...mail,
  from,
  headers: {
    'Auto-Submitted': 'auto-generated',
    'Content-Language': lang,
    // Without List-Unsubscribe-Post: RFC 8058 wants it under a DKIM signature, which only the operator's mail server
    // can give, and wants the press in the mail program to be the last. A signature is not taken back by accident.
    'List-Unsubscribe': `<${unsubscribe}>`,
  },
  // The contents are ours alone: nothing in them may make nodemailer read a file or a web page.
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Sends over a few lasting connections; gives up on a server that is silent. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  return {
    async send(mail) {
      await transport.sendMail(message(from, mail));
    },
    close: () => transport.close(),
  };
}

/** For development: each mail becomes a real message file, as a mail server would have got it. */
export function mailboxMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const { message: content } = await transport.sendMail(message(from, mail));
      const name = mail.messageId.replace(/^<|@.*$/g, '');
      await mkdir(folder, { recursive: true });
      // First under a name that nobody lists, so that a reader never finds half a mail.
      await writeFile(join(folder, `.${name}`), content as Buffer);
      await rename(join(folder, `.${name}`), join(folder, `${name}.eml`));
    },
    close: () => transport.close(),
  };
}
