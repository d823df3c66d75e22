import type { FastifyBaseLogger } from 'fastify';
import { createApp, type AppOptions } from './app.ts';
import { loadCampaigns } from './campaigns/index.ts';
import type { Config } from './config.ts';
import { mailboxMailer, smtpMailer } from './mail/mailer.ts';
import { Outbox } from './mail/outbox.ts';
import { writeMail } from './mail/write-mail.ts';
import { repeatEvery } from './repeat-every.ts';
import { textsFor } from './routes/surroundings.ts';
import { Keyring } from './secrets/keyring.ts';
import { StartError } from './start-error.ts';
import { checkKeys, openSqlite, SqlStore } from './store/index.ts';
import { loadWords } from './words.ts';

export interface Service {
  /** Where it listens. */
  readonly address: string;
  readonly log: FastifyBaseLogger;
  /** Finishes what was accepted, and lets go of everything. */
  close(): Promise<void>;
}

const tenMinutes = 600_000;

/** Puts the whole together and listens. @throws StartError for what the person who starts it can put right. */
export async function startService(config: Config, { logger }: Pick<AppOptions, 'logger'> = {}): Promise<Service> {
  const [campaigns] = await Promise.all([loadCampaigns(config.campaigns), loadWords(config.translations)]);
  const { smtpUrl, from, mailbox } = config.mail;
  const keyring = new Keyring(config.secrets);
  const connections = await openSqlite(config.database);
  const store = new SqlStore(connections, {
    keyring,
    mailDomain: from.slice(from.lastIndexOf('@') + 1),
  });
  try {
    await checkKeys(connections, keyring);
    const app = await createApp({ config, campaigns, store, ...(logger !== undefined && { logger }) });
    const outbox = new Outbox({
      store,
      mailer: smtpUrl ? smtpMailer(smtpUrl, from) : mailboxMailer(mailbox, from),
      write: ({ messageId, order, orderedAt }) => ({
        ...writeMail(order, { campaign: textsFor(campaigns, order), publicUrl: config.publicUrl }),
        ...{ messageId, to: order.to, date: orderedAt },
      }),
      log: app.log,
    });
    const address = await listen(app, config);
    outbox.start();
    const stopExpiring = repeatEvery(
      tenMinutes,
      () => store.expire(new Date()),
      (err) => app.log.error({ err }, 'could not erase what has expired'),
    );
    return {
      address,
      log: app.log,
      async close() {
        stopExpiring();
        await app.close();
        await outbox.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function listen(app: Awaited<ReturnType<typeof createApp>>, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new StartError(
      `Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another number: PORT=${port + 1}`,
    );
  }
}
