import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { readConfig } from '../src/config.ts';
import { canonicalAddress } from '../src/secrets/canonical-address.ts';
import { Keyring } from '../src/secrets/keyring.ts';
import { openSqlite, SqlStore } from '../src/store/index.ts';
import { freePort, startService } from './support/child.ts';
import { startMailServer } from './support/mail-server.ts';
import { folderFor, sample, secrets } from './support/service.ts';

const rounds = 8;
const postersAtOnce = 12;

describe('kill -9 at any moment', { timeout: 120_000 }, () => {
  it('loses no signature that was answered, none of its mails, and no count', async (t) => {
    const mailServer = await startMailServer();
    t.after(() => mailServer.close());
    const file = join(await folderFor(t), 'crash.sqlite');
    const env = {
      ...{ PORT: String(await freePort()), DATABASE_URL: `sqlite:${file}` },
      ...{ SMTP_URL: mailServer.url, MAIL_FROM: 'signatures@example.eu' },
    };
    const accepted = new Set<string>();
    const confirmed = new Set<string>();
    let unanswered = 0;

    /** Posts, and confirms whatever has come by mail, until the service is gone. */
    const visit = async (url: string, round: number, poster: number): Promise<void> => {
      for (let visit = 0; ; visit += 1) {
        const email = `r${round}-p${poster}-v${visit}@example.eu`;
        try {
          const response = await fetch(`${url}/v1/campaigns/default/signatures`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
            body: JSON.stringify({ ...sample, email }),
          });
          await response.text();
          if (response.status === 503) continue; // busy: nothing was promised
          assert.equal(response.status, 202);
          accepted.add(email);

          const mail = mailServer.mails[randomInt(Math.max(1, mailServer.mails.length))];
          const link = mail && /\/v1\/confirm\/[\w-]+/.exec(mail.parsed.text ?? '')?.[0];
          if (!link) continue; // none yet, or the thanks for an earlier one
          const thanks = await fetch(`${url}${link}`, { method: 'POST' });
          const page = await thanks.text();
          if (thanks.status === 503) continue;
          assert.equal(thanks.status, 200);
          assert.match(page, /Your signature counts/);
          confirmed.add(mail.to);
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          unanswered += 1;
          return;
        }
      }
    };

    for (let round = 0; round < rounds; round += 1) {
      const service = await startService(t, env);
      const visitors = Array.from({ length: postersAtOnce }, (_, poster) => visit(service.url, round, poster));
      // The moment is the point of the test: it has to be any.
      await setTimeout(randomInt(50, 1500));
      service.process.kill('SIGKILL');
      await Promise.all([...visitors, service.ended()]);
    }

    // Once more, undisturbed: what is in line goes out, and then it stops by itself.
    const last = await startService(t, env);
    const waiting = new DatabaseSync(file, { readOnly: true });
    const inLine = waiting.prepare('select count(*) as count from outbox where sent_at is null');
    while ((inLine.get() as { count: number }).count > 0) await setTimeout(50);
    waiting.close();
    const total = (await (await fetch(`${last.url}/v1/campaigns/default/signatures/total`)).json()) as {
      total: number;
    };
    last.process.kill('SIGTERM');
    assert.equal(await last.ended(), 0);

    const keyring = new Keyring(readConfig(secrets).secrets);
    const rows = new DatabaseSync(file, { readOnly: true });
    const statusOf = rows.prepare('select status from signatures where address_hash = ?');
    const statuses = new Map(
      [...accepted, ...confirmed].map((email) => {
        const row = statusOf.get(keyring.hash('address', 'cohesion', canonicalAddress(email)));
        return [email, (row as { status: string } | undefined)?.status];
      }),
    );
    const counted = (
      rows.prepare(`select count(*) as count from signatures where status = 'confirmed'`).get() as { count: number }
    ).count;
    rows.close();

    const idsOf = Map.groupBy(mailServer.mails, ({ to }) => to);
    const repeated = mailServer.mails.length - new Set(mailServer.mails.map(({ parsed }) => parsed.messageId)).size;
    t.diagnostic(
      `${rounds} kills: ${accepted.size} signatures answered, ${unanswered} requests cut off, ${confirmed.size} confirmations ` +
        `answered, ${counted} counted; ${mailServer.mails.length} mails, ${repeated} of them repeated under the same Message-ID`,
    );

    assert.ok(accepted.size > 100 && confirmed.size > 20, 'enough happened for the test to mean something');
    for (const email of accepted) {
      assert.ok(statuses.get(email), `${email} was answered and has its row`);
      const ids = new Set(idsOf.get(email)?.map(({ parsed }) => parsed.messageId));
      const expected = statuses.get(email) === 'confirmed' ? 2 : 1;
      assert.equal(
        ids.size,
        expected,
        `${email} was answered and got its one mail, and its thanks if it was confirmed`,
      );
    }
    for (const email of confirmed) assert.equal(statuses.get(email), 'confirmed');
    assert.equal(total.total, counted);
    assert.ok(counted >= confirmed.size, 'every confirmation that was answered is counted');
    assert.ok(counted <= confirmed.size + unanswered, 'and beyond those only such as were cut off before their answer');

    const store = new SqlStore(await openSqlite(file), { keyring, mailDomain: 'example.eu' });
    t.after(() => store.close());
    assert.deepEqual(await store.recount(), []);
  });
});
