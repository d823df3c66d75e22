import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApp } from '../src/app.ts';
import { loadCampaigns } from '../src/campaigns/index.ts';
import { openService, post, sample, signAndConfirm, tokenFor, type TestService } from './support/service.ts';

const totalOf = async ({ store }: TestService) => store.total('cohesion', {});

describe('GET /v1/confirm/{token}', () => {
  it('shows what is being signed, and one button', async (t) => {
    const service = await openService(t);
    await post(service.app, { kind: 'politician', capacity: 'Mayor of <Sampleville>' });
    const url = `/v1/confirm/${await tokenFor(service.store, sample.email)}`;
    const page = await service.app.inject({ url });
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /Sample Person/);
    assert.match(page.body, /Politician/);
    assert.match(page.body, /Mayor of &#60;Sampleville&#62;/);
    assert.match(page.body, /<form method="post">/);
    assert.equal(page.body.match(/<button/g)?.length, 1);
    assert.doesNotMatch(page.body, /sample\.person@/, 'whoever finds the link does not learn the address');
  });

  it('changes nothing, nor does HEAD: mail scanners open links', async (t) => {
    const service = await openService(t);
    await post(service.app);
    const url = `/v1/confirm/${await tokenFor(service.store, sample.email)}`;
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      assert.equal((await service.app.inject({ method, url })).statusCode, 200);
    }
    assert.equal(await totalOf(service), 0);
  });

  it('speaks the signer’s language', async (t) => {
    const service = await openService(t);
    const consent = { declaration: '2018-1/sv', privacy: '1/sv' };
    await post(service.app, { lang: 'sv-FI', consent });
    const url = `/v1/confirm/${await tokenFor(service.store, sample.email)}`;
    const page = await service.app.inject({ url, headers: { 'accept-language': 'en' } });
    assert.match(page.body, /<html lang="sv">/);
    assert.match(page.body, /Ja, jag skriver under/);
    assert.match(page.body, /För en stark sammanhållningspolitik/);
  });

  it('is kept by nobody, framed by nobody, and passes no address on', async (t) => {
    const service = await openService(t);
    await post(service.app);
    const { headers } = await service.app.inject({ url: `/v1/confirm/${await tokenFor(service.store, sample.email)}` });
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-robots-tag'], 'noindex');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['access-control-allow-origin'], undefined);
    const policy = String(headers['content-security-policy']);
    for (const directive of ["default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) {
      assert.ok(policy.includes(directive), `${policy} has ${directive}`);
    }
  });
});

describe('POST /v1/confirm/{token}', () => {
  it('counts the signature, and says thanks with its number and the total', async (t) => {
    const service = await openService(t);
    await signAndConfirm(service, { email: 'first@example.eu' });
    const page = await signAndConfirm(service, { email: 'second@example.eu', partner: 'malmo' });
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /class="figure">2</);
    assert.match(page.body, /Signatures so far: 2\. Goal: 3,000\./);
    assert.match(page.body, /<a href="https:\/\/sundstad\.example\/">Back to Sundstads kommun/);
    assert.equal(await totalOf(service), 2);
  });

  it('leads back only to a partner that is still on the list, and by a link', async (t) => {
    const service = await openService(t);
    await signAndConfirm(service, { email: 'first@example.eu', partner: 'malmo' });
    const campaigns = await loadCampaigns(service.config.campaigns);
    const content = campaigns.find('cohesion')!;
    const answer = content.answer.bind(content);
    t.mock.method(content, 'answer', (options: Parameters<typeof answer>[0]) => ({
      ...answer(options),
      partner: null,
    }));
    const app = await createApp({ ...service, campaigns });
    t.after(() => app.close());
    await post(app, { email: 'second@example.eu', partner: 'malmo' });
    const page = await app.inject({
      method: 'POST',
      url: `/v1/confirm/${await tokenFor(service.store, 'second@example.eu')}`,
    });
    assert.equal(page.statusCode, 200);
    assert.equal(page.headers.location, undefined);
    assert.doesNotMatch(page.body, /Back to |sundstad/);
  });

  it('does not count a second signature of an organisation, and says that a person looks at it', async (t) => {
    const service = await openService(t);
    const organisation = { kind: 'organisation', organisation: 'Sample Foundry' };
    await signAndConfirm(service, { ...organisation, email: 'a@foundry.example' });
    const held = await signAndConfirm(service, { ...organisation, email: 'b@foundry.example' });
    assert.equal(held.statusCode, 200);
    assert.match(held.body, /Your organisation has signed already[^]*a person looks at it/);
    assert.equal(await totalOf(service), 1);
  });

  it('shows success again when repeated, and counts once', async (t) => {
    const service = await openService(t);
    await post(service.app);
    const url = `/v1/confirm/${await tokenFor(service.store, sample.email)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => service.app.inject({ method: 'POST', url, headers, payload: '' })),
    );
    for (const { statusCode, body } of [...answers, await service.app.inject({ url })]) {
      assert.equal(statusCode, 200);
      assert.match(body, /Your signature counts/);
    }
    assert.equal(await totalOf(service), 1);
  });

  it('confirms what was posted last; an older link is spent and says to look for the newest mail', async (t) => {
    const service = await openService(t);
    await post(service.app);
    const older = await tokenFor(service.store, sample.email);
    await post(service.app, { name: 'Sample Person the Second' });
    const newer = await tokenFor(service.store, sample.email);

    for (const method of ['GET', 'POST'] as const) {
      const spent = await service.app.inject({ method, url: `/v1/confirm/${older}` });
      assert.equal(spent.statusCode, 410);
      assert.match(spent.body, /newer mail/);
    }
    const confirmed = await service.app.inject({ method: 'POST', url: `/v1/confirm/${newer}` });
    assert.match(confirmed.body, /Sample Person the Second/);
    const thanked = await service.app.inject({ url: `/v1/confirm/${older}` });
    assert.equal(thanked.statusCode, 200, 'an older mail of a confirmed signature finds the thanks');
  });

  it('says what to do next when the link has expired', async (t) => {
    const service = await openService(t);
    await post(service.app);
    const token = await tokenFor(service.store, sample.email);
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 73 * 3_600_000 });
    for (const method of ['GET', 'POST'] as const) {
      const page = await service.app.inject({ method, url: `/v1/confirm/${token}` });
      assert.equal(page.statusCode, 410);
      assert.match(page.body, /72 hours/);
      assert.match(page.body, /href="\/embed\/sign-form\?campaign/);
    }
    assert.equal(await totalOf(service), 0);
  });

  for (const token of ['nonsense', 'A'.repeat(32), '%00', 'a'.repeat(90), '..%2f..%2fetc']) {
    it(`says what to do next when there is no such link: ${token.slice(0, 40)}`, async (t) => {
      const { app } = await openService(t);
      for (const method of ['GET', 'POST'] as const) {
        const page = await app.inject({ method, url: `/v1/confirm/${token}`, headers: { accept: 'text/html' } });
        assert.equal(page.statusCode, 404);
        assert.match(page.body, /<h1>/);
      }
    });
  }

  it('says so on a page when the store is away', async (t) => {
    const service = await openService(t);
    t.mock.method(service.store, 'confirm', () => Promise.reject(new Error('locked')));
    const page = await service.app.inject({
      method: 'POST',
      url: '/v1/confirm/x',
      headers: { 'accept-language': 'sv' },
    });
    assert.equal(page.statusCode, 503);
    assert.match(page.body, /Försök igen om en stund/);
    assert.ok(page.headers['retry-after']);
  });
});
