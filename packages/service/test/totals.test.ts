import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Total } from '@cohesion/contract';
import { codesOf, openService, signAndConfirm } from './support/service.ts';

const path = '/v1/campaigns/default/signatures/total';

describe('GET /v1/campaigns/{campaign}/signatures/total', () => {
  it('says how many have signed, what is hoped for, and when to ask again', async (t) => {
    const service = await openService(t);
    await signAndConfirm(service, { email: 'a@example.eu' });
    const response = await service.app.inject({ url: path });
    assert.equal(response.statusCode, 200);
    const { asOf, ...rest } = response.json<Total>();
    assert.deepEqual(rest, { total: 1, goal: 3000, nextPoll: 30 });
    assert.ok(Math.abs(Date.parse(asOf) - Date.now()) < 60_000);
  });

  it('counts by country, kind and partner, alone and together', async (t) => {
    const service = await openService(t);
    await signAndConfirm(service, { email: 'a@example.eu', country: 'SE', partner: 'malmo' });
    await signAndConfirm(service, { email: 'b@example.eu', country: 'SE' });
    await signAndConfirm(service, { email: 'c@example.eu', country: 'DE', kind: 'politician', capacity: 'Mayor' });
    const totalFor = async (query: string) =>
      (await service.app.inject({ url: `${path}?${query}` })).json<Total>().total;
    assert.equal(await totalFor('country=SE'), 2);
    assert.equal(await totalFor('kind=politician'), 1);
    assert.equal(await totalFor('partner=malmo&country=SE&kind=individual'), 1);
    assert.equal(await totalFor('partner=malmo&country=DE'), 0);
    assert.equal(await totalFor('partner=unheard-of'), 0);
    assert.equal(await totalFor('utm_source=newsletter'), 3, 'a parameter of somebody else’s is no business of ours');
  });

  it('counts a region with all inside it', async (t) => {
    const service = await openService(t, { campaign: { fields: { country: 'off', region: 'optional' } } });
    await signAndConfirm(service, { email: 'a@example.eu', region: 'SE224' });
    await signAndConfirm(service, { email: 'b@example.eu', region: 'SE221' });
    const totalIn = async (region: string) =>
      (await service.app.inject({ url: `${path}?region=${region}` })).json<Total>().total;
    assert.deepEqual([await totalIn('SE22'), await totalIn('SE224'), await totalIn('SE1')], [2, 1, 0]);
  });

  for (const query of [
    'region=%25',
    'region=se22',
    'country=Sweden',
    'kind=robot',
    'partner=../x',
    'region=SE22&region=SE1',
  ]) {
    it(`refuses ${query}`, async (t) => {
      const { app } = await openService(t);
      const response = await app.inject({ url: `${path}?${query}` });
      assert.equal(response.statusCode, 422);
      assert.deepEqual(codesOf(response), [`${query.split('=')[0]}-malformed`]);
    });
  }

  it('may be kept for ten seconds by anyone, and is not sent again to who has it', async (t) => {
    const service = await openService(t);
    const first = await service.app.inject({ url: path });
    assert.equal(first.headers['cache-control'], 'public, max-age=10, stale-while-revalidate=60');
    assert.equal(first.headers['access-control-allow-origin'], '*');
    assert.equal(first.headers.vary, undefined);
    const headers = { 'if-none-match': String(first.headers.etag) };
    const second = await service.app.inject({ url: path, headers });
    assert.equal(second.statusCode, 304);
    assert.equal(second.body, '');
    assert.equal(second.headers['access-control-allow-origin'], '*');

    await signAndConfirm(service, { email: 'a@example.eu' });
    const third = await service.app.inject({ url: path, headers });
    assert.equal(third.statusCode, 200);
    assert.equal(third.json<Total>().total, 1);
  });

  it('lets a campaign that is closed be asked more rarely', async (t) => {
    const { app } = await openService(t, { campaign: { closes: '2020-01-01T00:00:00Z' } });
    assert.equal((await app.inject({ url: path })).json<Total>().nextPoll, 300);
  });

  it('does not know an unknown campaign', async (t) => {
    const { app } = await openService(t);
    const response = await app.inject({ url: '/v1/campaigns/none/signatures/total' });
    assert.equal(response.statusCode, 404);
    assert.deepEqual(codesOf(response), ['campaign-unknown']);
  });
});
