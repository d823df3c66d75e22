import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openService, orderFor, post, sample, signAndConfirm, type TestService } from './support/service.ts';

/** Signs and confirms, and knows the link to “my signature”. */
async function signed(service: TestService, changes: Record<string, unknown> = {}) {
  const { email } = sample;
  await signAndConfirm(service, { ...changes, email });
  return `/v1/mine/${(await orderFor(service.store, email, 'thanks')).mine}`;
}

const press = ({ app }: TestService, url: string, fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });

describe('GET /v1/mine/{token}', () => {
  it('shows the signature and everything that can be done with it, and changes nothing', async (t) => {
    const service = await openService(t);
    const url = await signed(service, { kind: 'politician', capacity: 'Mayor of <Sampleville>' });
    for (const method of ['HEAD', 'GET', 'GET'] as const) {
      assert.equal((await service.app.inject({ method, url })).statusCode, 200);
    }
    const { body, headers } = await service.app.inject({ url });
    assert.match(body, /signature number 1\b/);
    assert.match(body, /value="Mayor of &#60;Sampleville&#62;"/);
    for (const action of ['correct', 'list', 'download', 'withdraw']) {
      assert.ok(body.includes(`name="action" value="${action}"`), action);
    }
    assert.doesNotMatch(body, /<script|value="organisation"|sample\.person@/);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-robots-tag'], 'noindex');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(await service.store.total('cohesion', {}), 1);
  });

  it('says of a pending signature what is still to do', async (t) => {
    const { app, store } = await openService(t);
    await post(app);
    const { mine } = await orderFor(store, sample.email, 'confirm');
    assert.match((await app.inject({ url: `/v1/mine/${mine}` })).body, /have not confirmed it yet/);
  });

  it('speaks the signer’s language', async (t) => {
    const service = await openService(t);
    const consent = { declaration: '2018-1/sv', privacy: '1/sv' };
    const url = await signed(service, { lang: 'sv', consent });
    const { body } = await service.app.inject({ url, headers: { 'accept-language': 'en' } });
    assert.match(body, /<html lang="sv">/);
    assert.match(body, /Ta tillbaka min underskrift/);
  });

  for (const token of ['nonsense', 'A'.repeat(32), '%00', 'a'.repeat(90)]) {
    it(`says what to do when there is no such link: ${token.slice(0, 40)}`, async (t) => {
      const service = await openService(t);
      const url = `/v1/mine/${token}`;
      for (const answer of [
        await service.app.inject({ url }),
        await service.app.inject({ url: `${url}/not-me` }),
        await press(service, url, { action: 'not-me' }),
        await press(service, url, { action: 'withdraw' }),
      ]) {
        assert.equal(answer.statusCode, 404);
        assert.match(answer.body, /<h1>/);
      }
    });
  }
});

describe('POST /v1/mine/{token}', () => {
  it('corrects name and office, tidied, and says so', async (t) => {
    const service = await openService(t);
    const url = await signed(service, { kind: 'politician', capacity: 'Mayor' });
    const page = await press(service, url, { action: 'correct', name: ' New Name ', capacity: 'Member' });
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /role="status">Saved\./);
    const { body } = await service.app.inject({ url });
    assert.match(body, /value="New Name"/);
    assert.match(body, /value="Member"/);
    await press(service, url, { action: 'correct', name: 'Only the Name' });
    assert.match((await service.app.inject({ url })).body, /value="Member"/, 'what is not sent stays as it is');
  });

  it('says what is wrong with a correction, beside the field and first of all, and keeps what was typed', async (t) => {
    const service = await openService(t);
    const url = await signed(service, { kind: 'organisation', organisation: 'Sample Foundry' });
    const page = await press(service, url, { action: 'correct', name: 'Kept as typed', organisation: '' });
    assert.equal(page.statusCode, 422);
    assert.match(page.body, /<title>Error: /);
    assert.match(page.body, /role="alert"[^]*href="#organisation"[^]*Enter the name of the organisation/);
    assert.match(page.body, /aria-invalid="true" aria-describedby="organisation-why"/);
    assert.match(page.body, /value="Kept as typed"/);
    assert.match((await service.app.inject({ url })).body, /value="Sample Foundry"/);
  });

  it('lists and unlists', async (t) => {
    const service = await openService(t);
    const url = await signed(service);
    assert.match((await press(service, url, { action: 'list' })).body, /may now be shown[^]*value="unlist"/);
    assert.match((await press(service, url, { action: 'unlist' })).body, /is not shown[^]*value="list"/);
  });

  it('downloads everything that is kept, as a file', async (t) => {
    const service = await openService(t);
    const url = await signed(service, { country: 'SE', partner: 'malmo', updates: true });
    const { headers, body } = await press(service, url, { action: 'download' });
    assert.match(String(headers['content-type']), /^application\/json/);
    assert.equal(headers['content-disposition'], 'attachment; filename="cohesion-signature.json"');
    assert.equal(headers['cache-control'], 'no-store');
    const { postedAt, confirmedAt, declaration, ...rest } = JSON.parse(body) as Record<string, unknown>;
    assert.ok(typeof postedAt === 'string' && typeof confirmedAt === 'string' && typeof declaration === 'string');
    assert.deepEqual(rest, {
      ...{ status: 'confirmed', campaign: 'cohesion', lang: 'en', kind: 'individual', name: sample.name },
      ...{ email: sample.email, country: 'SE', partner: 'malmo', pageHost: 'www.city.example', number: 1 },
      ...{ consent: sample.consent, listed: false, updates: true, partnerUpdates: false },
    });
  });

  it('withdraws: not counted, erased, and the link says so; the address may sign again', async (t) => {
    const service = await openService(t);
    const url = await signed(service);
    const page = await press(service, url, { action: 'withdraw' });
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /Your signature is withdrawn/);
    const total = await service.app.inject({ url: '/v1/campaigns/default/signatures/total' });
    assert.equal(total.json<{ total: number }>().total, 0);
    for (const answer of [
      await service.app.inject({ url }),
      await press(service, url, { action: 'withdraw' }),
      await press(service, url, { action: 'download' }),
    ]) {
      assert.equal(answer.statusCode, 410);
      assert.match(answer.body, /Your signature is withdrawn[^]*\/embed\/sign-form\?campaign&#61;cohesion/);
    }
    assert.match((await signAndConfirm(service, { email: sample.email })).body, /Your signature counts/);
  });

  it('does nothing that it does not know', async (t) => {
    const service = await openService(t);
    const url = await signed(service);
    for (const fields of [{ action: 'erase' }, { action: '' }, {}] as Record<string, string>[]) {
      assert.equal((await press(service, url, fields)).statusCode, 422);
    }
    const json = await service.app.inject({ method: 'POST', url, payload: { action: ['withdraw'] } });
    assert.equal(json.statusCode, 422);
    assert.equal((await service.app.inject({ method: 'POST', url })).statusCode, 422);
    assert.equal(await service.store.total('cohesion', {}), 1);
  });
});

describe('it was not me', () => {
  it('is a page with one button, which erases and blocks', async (t) => {
    const service = await openService(t);
    await post(service.app);
    const { mine } = await orderFor(service.store, sample.email, 'confirm');
    const url = `/v1/mine/${mine}`;
    const page = await service.app.inject({ url: `${url}/not-me` });
    assert.equal(page.statusCode, 200);
    assert.equal(page.body.match(/<button/g)?.length, 1);
    assert.ok(page.body.includes(`<form method="post" action="${url}">`));
    assert.match((await service.app.inject({ url })).body, /My signature/, 'nothing has happened yet');

    const blocked = await press(service, url, { action: 'not-me' });
    assert.equal(blocked.statusCode, 200);
    assert.match(blocked.body, /Your address is blocked[^]*CohesionAlliance@cor\.europa\.eu/);
    for (const again of [url, `${url}/not-me`]) {
      const answer = await service.app.inject({ url: again });
      assert.equal(answer.statusCode, 410);
      assert.match(answer.body, /Your address is blocked/);
    }
    assert.equal((await post(service.app)).statusCode, 202);
    assert.deepEqual(await service.store.dueMails(new Date(), 10), []);
  });
});
