import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { freePort, spawnService, startService } from './support/child.ts';
import { listenTo } from './support/event-stream.ts';
import { folderFor, sample } from './support/service.ts';

describe('the service, started', () => {
  it('names every setting that production lacks, and exits', async (t) => {
    const service = spawnService(t, { NODE_ENV: 'production', ENCRYPTION_KEYS: '', HASH_KEY: '' });
    assert.equal(await service.ended(), 1);
    const said = service.output.join('\n');
    for (const name of ['PUBLIC_URL', 'ENCRYPTION_KEYS', 'HASH_KEY', 'SMTP_URL', 'MAIL_FROM'])
      assert.ok(said.includes(name));
    assert.doesNotMatch(said, /\bat .*:\d+/, 'no stack');
  });

  it('says in one sentence that its port is in use, and exits', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    t.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const env = { PORT: String(port), DATABASE_URL: `sqlite:${join(await folderFor(t), 'x.sqlite')}` };
    const service = spawnService(t, env);
    assert.equal(await service.ended(), 1);
    assert.equal(service.output.length, 1);
    assert.match(service.output[0]!, new RegExp(`^Port ${port} .*PORT=`));
  });

  it('stops when it is told to, with streams open, and logs nothing about a person', async (t) => {
    const port = await freePort();
    const database = `sqlite:${join(await folderFor(t), 'x.sqlite')}`;
    const service = await startService(t, { PORT: String(port), DATABASE_URL: database });
    const { url } = service;
    const secret = 'q7XvYtPzK0aBcDeFgHiJkLmNoPqRsTuV';
    const reader = await listenTo(`${url}/v1/campaigns/default/signatures/live`);
    const accepted = await fetch(`${url}/v1/campaigns/default/signatures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sample),
    });
    assert.equal(accepted.status, 202);
    await fetch(`${url}/v1/confirm/${secret}?email=${sample.email}`);
    await fetch(`${url}/nowhere/${secret}?email=${sample.email}`);
    await fetch(`${url}/v1/campaigns/default?email=${sample.email}`);

    service.process.kill('SIGTERM');
    await reader.ended();
    assert.equal(await service.ended(), 0);
    const said = service.output.join('\n');
    assert.match(said, /"route":"\/v1\/confirm\/:token"/);
    for (const personal of [secret, sample.email, sample.name, 'email=']) assert.ok(!said.includes(personal), personal);
  });
});
