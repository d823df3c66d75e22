import closeWithGrace from 'close-with-grace';
import { createApp } from './app.ts';
import { CampaignError, loadCampaigns } from './campaigns/index.ts';
import { readConfig, type Config } from './config.ts';
import { logOptions } from './log.ts';
import { mailboxMailer, smtpMailer } from './mail/mailer.ts';
import { Outbox } from './mail/outbox.ts';
import { writeMail } from './mail/write-mail.ts';
import { repeatEvery } from './repeat-every.ts';
import { textsFor } from './routes/surroundings.ts';
import { Keyring } from './secrets/keyring.ts';
import { StartError } from './start-error.ts';
import { checkKeys, openSqlite, SqlStore } from './store/index.ts';
import { loadWords } from './words.ts';

const tenMinutes = 600_000;

async function start(config: Config): Promise<void> {
  const [campaigns] = await Promise.all([loadCampaigns(config.campaigns), loadWords(config.translations)]);
  const { smtpUrl, from, mailbox } = config.mail;

  const keyring = new Keyring(config.secrets);
  const connections = await openSqlite(config.database);
  await checkKeys(connections, keyring);
  const store = new SqlStore(connections, { keyring, mailDomain: from.slice(from.lastIndexOf('@') + 1) });

  const app = await createApp({ config, campaigns, store, logger: logOptions });
  const outbox = new Outbox({
    store,
    mailer: smtpUrl ? smtpMailer(smtpUrl, from) : mailboxMailer(mailbox, from),
    write: ({ messageId, order, orderedAt }) => ({
      ...writeMail(order, { campaign: textsFor(campaigns, order), publicUrl: config.publicUrl }),
      ...{ messageId, to: order.to, date: orderedAt },
    }),
    log: app.log,
  });

  await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? portInUse(config) : error;
  });
  outbox.start();
  const stopTidying = repeatEvery(
    tenMinutes,
    async () => {
      await store.expire(new Date());
      await store.remind(new Date());
    },
    (err) => app.log.error({ err }, 'could not erase what has expired, or remind of what soon will be'),
  );

  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) app.log.error({ err }, 'stopping because of an error');
    // In this order, so that each finds what it needs to finish: requests, mails under way, the last commit.
    stopTidying();
    await app.close();
    await outbox.stop();
    await store.close();
  });
}

function portInUse({ host, port }: Config): StartError {
  return new StartError(
    `Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another number: PORT=${port + 1}`,
  );
}

try {
  await start(readConfig(process.env));
} catch (error) {
  // What a person can put right is told in words; a stack is for what we did not foresee.
  const foreseen = error instanceof StartError || error instanceof CampaignError;
  console.error(foreseen ? error.message : error);
  process.exit(1);
}
