import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { loadCampaigns } from '../src/campaigns/index.ts';
import type { MailOrder } from '../src/mail/mail-order.ts';
import { mailboxMailer, smtpMailer, type Mailer } from '../src/mail/mailer.ts';
import { Outbox } from '../src/mail/outbox.ts';
import { writeMail } from '../src/mail/write-mail.ts';
import { loadWords } from '../src/words.ts';
import { startMailServer } from './support/mail-server.ts';
import { openService, post, repository, type TestService } from './support/service.ts';

const publicUrl = 'https://sign.example.eu';
const confirmOrder = {
  ...{ kind: 'confirm', to: 'sample@example.eu', name: 'Sample Person' },
  ...{ campaign: 'cohesion', lang: 'en', token: 'T'.repeat(32) },
  ...{ code: '012345', mine: 'M'.repeat(32) },
} as const satisfies MailOrder;

async function written(order: MailOrder) {
  await loadWords(`${repository}translations/generated`);
  const campaign = (await loadCampaigns(`${repository}campaigns`)).find(order.campaign)!;
  return writeMail(order, { campaign: campaign.answer({ lang: order.lang, now: new Date() }), publicUrl });
}

describe('the mail that asks to confirm', () => {
  it('has the link in both parts, says how long it works, who sends it, and what to do if it was not me', async () => {
    const { subject, text, html } = await written(confirmOrder);
    assert.equal(subject, 'Please confirm your signature: For a strong cohesion policy in every region of Europe');
    for (const part of [text, html]) {
      assert.ok(part.includes(`${publicUrl}/v1/confirm/${confirmOrder.token}`));
      assert.match(part, /Hello Sample Person,/);
      assert.match(part, /72 hours/);
      assert.match(part, /Was it not you\?/);
      assert.match(part, /Responsible: #CohesionAlliance/);
    }
  });

  it('has the code too, alone on its line in the text part', async () => {
    const { text, html } = await written(confirmOrder);
    assert.match(text, /^012345$/m);
    assert.match(html, />012345</);
  });

  it('speaks the signer’s language', async () => {
    const { lang, subject, text, html } = await written({ ...confirmOrder, lang: 'sv' });
    assert.equal(lang, 'sv');
    assert.match(subject, /^Bekräfta din underskrift: För en stark/);
    assert.match(text, /Hej Sample Person!/);
    assert.match(html, /<html lang="sv">/);
  });

  it('loads nothing and runs nothing', async () => {
    const { html } = await written(confirmOrder);
    assert.doesNotMatch(html, /<(?:img|script|link|style|table|iframe)/);
  });

  for (const name of [
    'Win at https://prize.example',
    'www.prize.example now',
    'Call me@prize.example',
    'prize.example',
    '<b>You</b>',
    'Dear customer, your account has been locked and you must act at once to keep it',
  ]) {
    it(`does not carry “${name}” to a stranger`, async () => {
      const { subject, text, html } = await written({ ...confirmOrder, name });
      for (const part of [subject, text, html]) assert.ok(!part.includes(name) && !part.includes('prize'));
      assert.match(text, /^Hello,/);
    });
  }

  it('greets the people that names are made for', async () => {
    for (const name of ['Dr. Anna-Lena Öberg', 'J. R. Sample', "Seán O'Sample", 'Ευρώπη Δείγμα']) {
      assert.ok((await written({ ...confirmOrder, name })).text.startsWith(`Hello ${name},`));
    }
  });
});

describe('every mail', () => {
  const { token, code: _, ...rest } = confirmOrder;
  const orders: MailOrder[] = [
    confirmOrder,
    { ...rest, kind: 'reminder', token },
    ...(['thanks', 'held', 'already-signed'] as const).map((kind) => ({ ...rest, kind })),
  ];

  for (const order of orders) {
    it(`leads to “my signature” and to “it was not me”: ${order.kind}`, async () => {
      for (const lang of ['en', 'sv']) {
        const { subject, text, html, unsubscribe } = await written({ ...order, lang });
        const mine = `${publicUrl}/v1/mine/${order.mine}`;
        for (const part of [text, html]) {
          assert.ok(part.includes(mine));
          assert.ok(part.includes(`${mine}/not-me`));
          assert.doesNotMatch(part, /undefined|\[object/);
        }
        assert.equal(unsubscribe, 'token' in order ? `${mine}/not-me` : mine);
        assert.equal(/[åäö]/.test(`${subject}${text}`), lang === 'sv');
      }
    });
  }

  it('says what has happened, and nothing of what has not', async () => {
    const texts = await Promise.all(orders.map(async (order) => (await written(order)).text));
    const [confirm = '', reminder = '', thanks = '', held = '', alreadySigned = ''] = texts;
    assert.match(reminder, /only reminder/);
    assert.match(reminder, /v1\/confirm/);
    assert.match(thanks, /Thank you for your support/);
    assert.match(held, /a person looks at it and decides/);
    for (const text of [thanks, held, alreadySigned]) assert.doesNotMatch(text, /v1\/confirm/);
    for (const text of [reminder, thanks, held, alreadySigned]) assert.doesNotMatch(text, /^\d{6}$/m);
    assert.match(confirm, /Was it not you/);
  });
});

describe('the mail for who has signed already', () => {
  it('says so, and that there is nothing to do', async () => {
    const { token: _, code: __, ...order } = confirmOrder;
    const { subject, text } = await written({ ...order, kind: 'already-signed' });
    assert.match(subject, /^You have signed already: /);
    assert.match(text, /nothing to do/);
    assert.doesNotMatch(text, /v1\/confirm/);
  });
});

describe('the outbox', () => {
  function startOutbox(
    t: TestContext,
    { store }: TestService,
    mailer: Mailer,
    log = { warn: () => {}, error: () => {} },
  ) {
    const outbox = new Outbox({
      ...{ store, mailer, log, firstRepeat: 20 },
      write: ({ messageId, order, orderedAt }) => ({
        ...{ messageId, to: order.to, date: orderedAt },
        ...{ lang: 'en', subject: order.kind, text: 'Text ä', html: '<p>Text ä</p>' },
        unsubscribe: `https://sign.example.eu/v1/mine/${order.mine}`,
      }),
    });
    outbox.start();
    t.after(() => outbox.stop());
    return outbox;
  }

  it('sends over SMTP what the store has in line, as a message of two parts that says a machine wrote it', async (t) => {
    const server = await startMailServer();
    t.after(() => server.close());
    const service = await openService(t);
    startOutbox(t, service, smtpMailer(server.url, 'signatures@example.eu'));
    await post(service.app, { email: 'Anna@Malmö.example' });
    await server.received(1);

    const [{ to, source, parsed }] = server.mails as [(typeof server.mails)[0]];
    assert.equal(to, 'Anna@malmö.example');
    assert.match(source, /^To: Anna@xn--malm-8qa\.example\r$/m);
    assert.equal(parsed.from?.text, 'signatures@example.eu');
    assert.match(parsed.messageId ?? '', /^<[\w-]+@example\.eu>$/);
    assert.match(source, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(source, /^List-Unsubscribe:\s+<https:\/\/sign\.example\.eu\/v1\/mine\/[\w-]+>\r$/m);
    assert.doesNotMatch(source, /List-Unsubscribe-Post/, 'nothing is undone by one press in a mail program');
    assert.match(source, /^Content-Type: multipart\/alternative/m);
    assert.match(parsed.text ?? '', /Text ä/);
    assert.match(parsed.html || '', /<p>Text ä<\/p>/);
  });

  it('waits for a mail server that is away, and loses nothing', async (t) => {
    const first = await startMailServer();
    await first.close();
    const service = await openService(t);
    const warned = Promise.withResolvers<unknown[]>();
    startOutbox(t, service, smtpMailer(first.url, 'signatures@example.eu'), {
      warn: (...said: unknown[]) => warned.resolve(said),
      error: () => {},
    });
    for (const email of ['a@example.eu', 'b@example.eu', 'c@example.eu']) {
      assert.equal((await post(service.app, { email })).statusCode, 202);
    }
    const said = JSON.stringify(await warned.promise);
    assert.match(said, /ESOCKET|ECONNECTION|ECONNREFUSED/);
    assert.doesNotMatch(said, /@/, 'the log names no address');

    const back = await startMailServer({ port: first.port });
    t.after(() => back.close());
    await back.received(3);
    assert.deepEqual(back.mails.map(({ to }) => to).sort(), ['a@example.eu', 'b@example.eu', 'c@example.eu']);
  });

  it('never sends a second time what was sent but could not be noted', async (t) => {
    const service = await openService(t);
    let sent = 0;
    const noted = Promise.withResolvers<void>();
    const original = service.store.mailSent.bind(service.store);
    t.mock.method(service.store, 'mailSent', async (id: string, now: Date) => {
      if (t.mock && sent === 1 && !failed) {
        failed = true;
        throw new Error('database is locked');
      }
      await original(id, now);
      noted.resolve();
    });
    let failed = false;
    startOutbox(t, service, { send: async () => void (sent += 1), close: () => {} });
    await post(service.app);
    await noted.promise;
    assert.equal(sent, 1);
    assert.equal(await service.store.nextMailDue(), undefined);
  });

  it('finishes the mail it is sending before it stops', async (t) => {
    const service = await openService(t);
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const outbox = startOutbox(t, service, {
      send: () => {
        begun.resolve();
        return finish.promise;
      },
      close: () => {},
    });
    await post(service.app);
    await begun.promise;
    const stopped = outbox.stop();
    finish.resolve();
    await stopped;
    assert.equal(await service.store.nextMailDue(), undefined);
  });

  it('gives up waiting for a mail server that never answers, when it is to stop', async (t) => {
    const service = await openService(t);
    const begun = Promise.withResolvers<void>();
    const outbox = startOutbox(t, service, {
      send: () => {
        begun.resolve();
        return new Promise(() => {});
      },
      close: () => {},
    });
    await post(service.app);
    await begun.promise;
    await outbox.stop(50);
    assert.ok(await service.store.nextMailDue(), 'the mail stays in line for the next start');
  });
});

describe('the development mailbox', () => {
  const sendTo = async (folder: string, id: string, subject: string) => {
    const text = `${subject} 654321: https://sign.example.eu/x\n${subject === 'Mail with a code' ? '012345' : ''}`;
    const content = { subject, text, html: `<head></head><p>${subject}</p>`, unsubscribe: 'https://sign.example.eu/y' };
    const address = { to: 'b@example.eu', lang: 'en', date: new Date() };
    await mailboxMailer(folder, 'a@localhost').send({ messageId: `<${id}@localhost>`, ...address, ...content });
  };

  it('is empty at first, and says what to do', async (t) => {
    const { app } = await openService(t);
    assert.deepEqual((await app.inject({ url: '/dev/mail.json' })).json(), []);
    assert.match((await app.inject({ url: '/dev/mail' })).body, /No mail yet/);
  });

  it('lists what was sent, the newest first; a mail that is repeated takes its own place', async (t) => {
    const { app, config } = await openService(t);
    for (const id of ['one', 'two', 'one']) await sendTo(config.mail.mailbox, id, `Mail ${id}`);
    const mails = (await app.inject({ url: '/dev/mail.json' })).json<{ subject: string; at: string }[]>();
    assert.deepEqual(
      mails.map(({ subject }) => subject),
      ['Mail one', 'Mail two'],
    );
    const [{ at, ...newest }] = mails as [(typeof mails)[0]];
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
    assert.deepEqual(newest, {
      to: 'b@example.eu',
      subject: 'Mail one',
      text: 'Mail one 654321: https://sign.example.eu/x\n',
      html: '<head></head><p>Mail one</p>',
      links: ['https://sign.example.eu/x'],
      code: null,
    });
  });

  it('tells programs the code of a mail', async (t) => {
    const { app, config } = await openService(t);
    await sendTo(config.mail.mailbox, 'one', 'Mail with a code');
    const [mail] = (await app.inject({ url: '/dev/mail.json' })).json<{ code: string }[]>();
    assert.equal(mail?.code, '012345');
  });

  it('shows a mail as text and, in a sandbox, as HTML', async (t) => {
    const { app, config } = await openService(t);
    await sendTo(config.mail.mailbox, 'one', 'Hello');
    assert.match((await app.inject({ url: '/dev/mail' })).body, /href="\/dev\/mail\/one"/);
    assert.match((await app.inject({ url: '/dev/mail/one' })).body, /<iframe src="\/dev\/mail\/one\/html"/);
    const { body, headers } = await app.inject({ url: '/dev/mail/one/html' });
    assert.match(body, /<p>Hello<\/p>/);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /sandbox allow-top-navigation-by-user-activation(;|$)/);
    assert.match(policy, /default-src 'none'/);
    assert.match((await app.inject({ url: '/dev/mail/one/source' })).headers['content-type']!, /^text\/plain/);
  });

  it('opens nothing that is not a mail in it', async (t) => {
    const { app } = await openService(t);
    for (const id of ['none', '..%2ftest', '..%2f..%2fetc%2fpasswd', '.one']) {
      assert.equal((await app.inject({ url: `/dev/mail/${id}/source` })).statusCode, 404);
    }
  });

  it('does not exist in production', async (t) => {
    const env = {
      NODE_ENV: 'production',
      PUBLIC_URL: publicUrl,
      SMTP_URL: 'smtp://localhost',
      MAIL_FROM: 'a@example.eu',
    };
    const { app } = await openService(t, { env });
    for (const url of ['/dev/mail', '/dev/mail.json', '/dev/mail/one']) {
      assert.equal((await app.inject({ url })).statusCode, 404);
    }
    assert.doesNotMatch((await app.inject({ url: '/' })).body, /dev\/mail/);
  });
});
