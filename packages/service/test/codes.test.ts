import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { codesOf, openService, orderFor, post, sample, signAndConfirm } from './support/service.ts';

const call = (app: FastifyInstance, what: 'confirm' | 'resend', payload: object | string) =>
  app.inject({
    method: 'POST',
    url: `/v1/campaigns/default/signatures/${what}`,
    headers: { origin: 'https://www.city.example', 'content-type': 'application/json' },
    payload,
  });
const handleIn = (response: { json: () => unknown }) => (response.json() as { pending: string }).pending;
const another = (code: string) => (code === '000000' ? '000001' : '000000');

describe('POST /v1/campaigns/{campaign}/signatures/confirm', () => {
  it('confirms with the code of the mail, says which number, and says so again', async (t) => {
    const service = await openService(t);
    await signAndConfirm(service, { email: 'first@example.eu' });
    const pending = handleIn(await post(service.app));
    const { code } = await orderFor(service.store, sample.email, 'confirm');
    for (const typed of [code, ` ${code} `]) {
      const answer = await call(service.app, 'confirm', { pending, code: typed });
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.body, '{"status":"confirmed","number":2}');
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['access-control-allow-origin'], '*');
    }
    assert.equal(await service.store.total('cohesion', {}), 2);
  });

  it('gives the handle of a repeated request, which confirms as well', async (t) => {
    const { app, store } = await openService(t);
    const keyed = { 'idempotency-key': 'a2b1f0f4-6a64-4b84-9b0e-0d3c1f5a7e11' };
    await post(app, {}, keyed);
    const pending = handleIn(await post(app, {}, keyed));
    const { code } = await orderFor(store, sample.email, 'confirm');
    assert.equal((await call(app, 'confirm', { pending, code })).statusCode, 200);
  });

  it('counts down the tries that are left, and then wants a new code to be asked for', async (t) => {
    const { app, store } = await openService(t);
    const pending = handleIn(await post(app));
    const { code } = await orderFor(store, sample.email, 'confirm');
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      const answer = await call(app, 'confirm', { pending, code: another(code) });
      assert.equal(answer.statusCode, 422);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
      assert.deepEqual(answer.json<{ errors: unknown }>().errors, [{ field: 'code', code: 'code-wrong', triesLeft }]);
    }
    const spent = await call(app, 'confirm', { pending, code });
    assert.equal(spent.statusCode, 410);
    assert.deepEqual(codesOf(spent), ['code-spent']);
    assert.equal(await store.total('cohesion', {}), 0);
  });

  it('takes nothing for a try that could not be a code', async (t) => {
    const { app, store } = await openService(t);
    const pending = handleIn(await post(app));
    for (const [payload, status, codes] of [
      [{ pending, code: '12345' }, 422, ['code-malformed']],
      [{ pending, code: 123456 }, 422, ['code-malformed']],
      [{ pending, code: ['123456'] }, 422, ['code-malformed']],
      [{ pending: { $ne: '' }, code: '123456' }, 422, ['pending-malformed']],
      [{ pending }, 422, ['code-missing']],
      [{ pending, code: '123456', name: 'x' }, 422, ['name-unknown']],
      ['[]', 400, ['not-json']],
      ['{', 400, ['not-json']],
    ] as const) {
      const answer = await call(app, 'confirm', payload);
      assert.deepEqual([answer.statusCode, codesOf(answer)], [status, codes], JSON.stringify(payload));
    }
    const { code } = await orderFor(store, sample.email, 'confirm');
    const answer = await call(app, 'confirm', { pending, code: another(code) });
    assert.equal(answer.json<{ errors: { triesLeft: number }[] }>().errors[0]?.triesLeft, 4);
  });

  it('knows no code for a handle it never gave, nor in a campaign it does not have', async (t) => {
    const { app } = await openService(t);
    const typed = { pending: 'A'.repeat(22), code: '123456' };
    assert.equal((await call(app, 'confirm', typed)).statusCode, 410);
    const url = '/v1/campaigns/none/signatures/confirm';
    const answer = await app.inject({ method: 'POST', url, payload: typed });
    assert.deepEqual([answer.statusCode, codesOf(answer)], [404, ['campaign-unknown']]);
  });

  it('says that a second signature of an organisation waits for a person', async (t) => {
    const service = await openService(t);
    const organisation = { kind: 'organisation', organisation: 'Sample Foundry' };
    await signAndConfirm(service, { ...organisation, email: 'a@foundry.example' });
    const pending = handleIn(await post(service.app, { ...organisation, email: 'b@foundry.example' }));
    const { code } = await orderFor(service.store, 'b@foundry.example', 'confirm');
    const answer = await call(service.app, 'confirm', { pending, code });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.body, '{"status":"held"}');
  });
});

describe('POST /v1/campaigns/{campaign}/signatures/resend', () => {
  it('mails a new code and link, and answers as the signature was answered', async (t) => {
    const { app, store } = await openService(t);
    const first = await post(app);
    const pending = handleIn(first);
    const older = await orderFor(store, sample.email, 'confirm');
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 31_000 });
    const answer = await call(app, 'resend', { pending });
    assert.equal(answer.statusCode, 202);
    assert.equal(answer.body, first.body);
    const newer = await orderFor(store, sample.email, 'confirm');
    assert.notEqual(newer.token, older.token);
    assert.equal((await call(app, 'confirm', { pending, code: newer.code })).statusCode, 200);
  });

  it('says how long to wait before the next', async (t) => {
    const { app } = await openService(t);
    const pending = handleIn(await post(app));
    const answer = await call(app, 'resend', { pending });
    assert.equal(answer.statusCode, 429);
    assert.deepEqual(codesOf(answer), ['too-many']);
    const seconds = Number(answer.headers['retry-after']);
    assert.ok(seconds >= 20 && seconds <= 30, String(seconds));
  });

  it('has nothing to send for a handle it never gave', async (t) => {
    const { app } = await openService(t);
    const answer = await call(app, 'resend', { pending: 'A'.repeat(22) });
    assert.deepEqual([answer.statusCode, codesOf(answer)], [410, ['code-spent']]);
    assert.deepEqual(codesOf(await call(app, 'resend', {})), ['pending-missing']);
  });
});
