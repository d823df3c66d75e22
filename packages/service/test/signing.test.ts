import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codesOf, openService, post, sample } from './support/service.ts';

const key = 'a2b1f0f4-6a64-4b84-9b0e-0d3c1f5a7e11';

describe('POST /v1/campaigns/{campaign}/signatures', () => {
  it('takes a signature and says to check the mail', async (t) => {
    const { app, store } = await openService(t);
    const response = await post(app);
    assert.equal(response.statusCode, 202);
    const { status, pending } = response.json<{ status: string; pending: string }>();
    assert.equal(status, 'check-your-mail');
    assert.match(pending, /^[\w-]{22}$/);
    const [mail] = await store.dueMails(new Date(), 10);
    assert.deepEqual({ kind: mail?.order.kind, to: mail?.order.to }, { kind: 'confirm', to: sample.email });
  });

  it('answers alike for a new, a pending and a confirmed address', async (t) => {
    const { app, store } = await openService(t);
    const answers = [await post(app), await post(app)];
    const [mail] = await store.dueMails(new Date(), 10);
    assert.ok(mail?.order.kind === 'confirm');
    await store.confirm(mail.order.token, new Date());
    answers.push(await post(app));

    for (const answer of answers) {
      assert.equal(answer.statusCode, 202);
      assert.deepEqual(Object.keys(answer.json<object>()), ['status', 'pending']);
      assert.equal(answer.body.length, answers[0]?.body.length);
      assert.deepEqual(Object.keys(answer.headers), Object.keys(answers[0]?.headers ?? {}));
    }
    assert.equal(new Set(answers.map(({ body }) => body)).size, 3, 'a handle is never given twice');
  });

  it('knows the campaign by its id and as the default', async (t) => {
    const { app } = await openService(t);
    const response = await app.inject({ method: 'POST', url: '/v1/campaigns/cohesion/signatures', payload: sample });
    assert.equal(response.statusCode, 202);
  });

  describe('refuses, in codes', () => {
    it('every field that is wrong, at once', async (t) => {
      const { app, store } = await openService(t);
      const response = await post(app, { name: '', email: 'nobody', shoeSize: 44 });
      assert.equal(response.statusCode, 422);
      assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
      const problem = response.json<{ status: number; title: string; type: string; errors: unknown }>();
      assert.deepEqual(
        { ...problem, errors: problem.errors },
        {
          type: 'about:blank',
          title: 'Unprocessable Entity',
          status: 422,
          errors: [
            { field: 'name', code: 'name-missing' },
            { field: 'email', code: 'email-malformed' },
            { field: 'shoeSize', code: 'shoeSize-unknown' },
          ],
        },
      );
      assert.equal((await store.dueMails(new Date(), 10)).length, 0);
    });

    it('texts that are no longer the ones to sign', async (t) => {
      const { app } = await openService(t);
      const response = await post(app, { consent: { declaration: '2017-1/en', privacy: '1/en' } });
      assert.equal(response.statusCode, 422);
      assert.deepEqual(codesOf(response), ['consent-outdated']);
    });

    it('a partner that the campaign does not know, and news from no partner', async (t) => {
      const { app } = await openService(t);
      assert.deepEqual(codesOf(await post(app, { partner: 'atlantis' })), ['partner-unknown']);
      assert.deepEqual(codesOf(await post(app, { partnerUpdates: true })), ['partnerUpdates-unknown']);
      assert.equal((await post(app, { partner: 'malmo', partnerUpdates: true })).statusCode, 202);
    });

    it('a field that the campaign does not ask for', async (t) => {
      const { app } = await openService(t, { campaign: { fields: { country: 'required', region: 'off' } } });
      assert.deepEqual(codesOf(await post(app, { region: 'SE224' })), ['country-missing', 'region-unknown']);
    });

    it('an unknown campaign', async (t) => {
      const { app } = await openService(t);
      const response = await app.inject({ method: 'POST', url: '/v1/campaigns/none/signatures', payload: sample });
      assert.equal(response.statusCode, 404);
      assert.deepEqual(codesOf(response), ['campaign-unknown']);
    });

    for (const [state, dates] of [
      ['not open yet', { opens: '2999-01-01T00:00:00Z', closes: null }],
      ['closed', { opens: null, closes: '2020-01-01T00:00:00Z' }],
    ] as const) {
      it(`a campaign that is ${state}`, async (t) => {
        const { app } = await openService(t, { campaign: dates });
        const response = await post(app);
        assert.equal(response.statusCode, 409);
        assert.deepEqual(codesOf(response), ['campaign-not-open']);
      });
    }

    for (const [what, payload] of [
      ['half an object', '{"kind":'],
      ['nothing', ''],
      ['a list', '[]'],
      ['a word', '"hello"'],
      ['null', 'null'],
      ['binary', Buffer.from([0xff, 0xfe, 0x00])],
    ] as const) {
      it(`${what} instead of a signature`, async (t) => {
        const { app } = await openService(t);
        const headers = { 'content-type': 'application/json' };
        const response = await app.inject({
          method: 'POST',
          url: '/v1/campaigns/default/signatures',
          headers,
          payload,
        });
        assert.equal(response.statusCode, 400);
        assert.deepEqual(codesOf(response), ['not-json']);
      });
    }

    it('more than 16 KiB', async (t) => {
      const { app } = await openService(t);
      const response = await post(app, { name: 'x'.repeat(17_000) });
      assert.equal(response.statusCode, 413);
      assert.deepEqual(codesOf(response), ['too-large']);
    });

    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/html',
    ]) {
      it(`${type}, which a foreign page could send without asking first`, async (t) => {
        const { app } = await openService(t);
        const response = await app.inject({
          method: 'POST',
          url: '/v1/campaigns/default/signatures',
          headers: { 'content-type': type },
          payload: JSON.stringify(sample),
        });
        assert.equal(response.statusCode, 415);
      });
    }

    it('names that would reach an object’s prototype', async (t) => {
      const { app } = await openService(t);
      const payload = JSON.stringify(sample).replace('{', '{"__proto__":{"kind":"politician"},"constructor":1,');
      const headers = { 'content-type': 'application/json' };
      const response = await app.inject({ method: 'POST', url: '/v1/campaigns/default/signatures', headers, payload });
      assert.deepEqual(codesOf(response), ['__proto__-unknown', 'constructor-unknown']);
    });
  });

  describe('with an Idempotency-Key', () => {
    const keyed = { 'idempotency-key': key };

    it('gives a repeat the first answer, and orders one mail', async (t) => {
      const { app, store } = await openService(t);
      const first = await post(app, {}, keyed);
      const second = await post(app, {}, { 'idempotency-key': key.toUpperCase() });
      assert.equal(second.statusCode, 202);
      assert.equal(second.body, first.body);
      assert.equal((await store.dueMails(new Date(), 10)).length, 1);
    });

    it('takes twenty at once for one', async (t) => {
      const { app, store } = await openService(t);
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(app, {}, keyed)));
      assert.deepEqual([...new Set(answers.map(({ statusCode }) => statusCode))], [202]);
      assert.equal(new Set(answers.map(({ body }) => body)).size, 1);
      assert.equal((await store.dueMails(new Date(), 10)).length, 1);
    });

    it('refuses the key with another body', async (t) => {
      const { app } = await openService(t);
      await post(app, {}, keyed);
      const response = await post(app, { email: 'other@example.eu' }, keyed);
      assert.equal(response.statusCode, 422);
      assert.deepEqual(codesOf(response), ['key-reused']);
    });

    it('takes the corrected body when the first one was refused', async (t) => {
      const { app } = await openService(t);
      assert.equal((await post(app, { name: '' }, keyed)).statusCode, 422);
      assert.equal((await post(app, {}, keyed)).statusCode, 202);
    });

    it('repeats what it promised after the campaign has closed', async (t) => {
      const { app } = await openService(t);
      const first = await post(app, {}, keyed);
      t.mock.timers.enable({ apis: ['Date'], now: new Date('2099-01-01') });
      assert.equal((await post(app, { email: 'late@example.eu' })).statusCode, 409);
      assert.equal((await post(app, {}, keyed)).body, first.body);
    });

    it('refuses a key that is no UUID', async (t) => {
      const { app } = await openService(t);
      assert.deepEqual(codesOf(await post(app, {}, { 'idempotency-key': 'again' })), ['key-malformed']);
    });
  });

  it('answers 503 with Retry-After, and nothing about the cause, when the store is away', async (t) => {
    const { app, store } = await openService(t);
    t.mock.method(store, 'sign', () => Promise.reject(new Error('disk image is malformed at /var/lib')));
    const response = await post(app);
    assert.equal(response.statusCode, 503);
    assert.deepEqual(codesOf(response), ['unavailable']);
    assert.match(String(response.headers['retry-after']), /^\d+$/);
    assert.doesNotMatch(response.body, /disk|var|stack/);
  });

  it('is open to every page, the sandboxed too, and asks for no credentials', async (t) => {
    const { app } = await openService(t);
    for (const origin of ['https://www.city.example', 'null']) {
      const preflight = await app.inject({
        method: 'OPTIONS',
        url: '/v1/campaigns/default/signatures',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,idempotency-key',
        },
      });
      assert.equal(preflight.statusCode, 204);
      assert.equal(preflight.headers['access-control-allow-origin'], '*');
      assert.equal(preflight.headers['access-control-allow-credentials'], undefined);
      assert.match(String(preflight.headers['access-control-allow-headers']), /Content-Type, Idempotency-Key/);
      assert.equal(preflight.headers['access-control-max-age'], '86400');

      const refused = await post(app, { name: '' }, { origin });
      assert.equal(refused.headers['access-control-allow-origin'], '*');
      assert.match(String(refused.headers['access-control-expose-headers']), /ETag, Retry-After/);
    }
  });
});
