import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly url: string;
  readonly port: number;
  /** Every mail taken, in its order. */
  readonly mails: readonly { readonly to: string; readonly source: string; readonly parsed: ParsedMail }[];
  /** Resolves when so many have been taken. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A real mail server in this process. With a port, it comes back where it was. */
export async function startMailServer({ port = 0 } = {}): Promise<MailServer> {
  const mails: MailServer['mails'][number][] = [];
  let wake = () => {};
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const source = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        mails.push({ to, source: source.toString(), parsed: await simpleParser(source) });
        callback();
        wake();
      })().catch(callback); // half a mail, from a client that was killed, is none
    },
  });
  // A client that was killed in the middle of a conversation is no news here.
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    mails,
    async received(count) {
      while (mails.length < count) await new Promise<void>((resolve) => (wake = resolve));
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
