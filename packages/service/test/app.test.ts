import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createApp } from '../src/app.ts';
import { loadCampaigns } from '../src/campaigns/index.ts';
import { StartError } from '../src/start-error.ts';
import { codesOf, openService } from './support/service.ts';

describe('GET /v1/campaigns/{campaign}', () => {
  it('answers everything the campaign says in the language asked for', async (t) => {
    const { app, config } = await openService(t);
    const response = await app.inject({ url: '/v1/campaigns/default?lang=sv&partner=malmo' });
    assert.equal(response.statusCode, 200);
    const campaign = (await loadCampaigns(config.campaigns)).find('default');
    assert.deepEqual(response.json(), campaign?.answer({ lang: 'sv', partner: 'malmo', now: new Date() }));
    assert.equal(response.headers['access-control-allow-origin'], '*');
  });

  it('may be kept, and is not sent again to who has it', async (t) => {
    const { app } = await openService(t);
    const url = '/v1/campaigns/default?lang=sv';
    const { headers } = await app.inject({ url });
    assert.match(String(headers['cache-control']), /^public, max-age=\d+/);
    const again = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } });
    assert.equal(again.statusCode, 304);
    const other = await app.inject({
      url: '/v1/campaigns/default?lang=en',
      headers: { 'if-none-match': String(headers.etag) },
    });
    assert.equal(other.statusCode, 200);
  });
});

describe('the built elements', () => {
  it('are served at /v1/ for those who want every patch, and at their version for ever', async (t) => {
    const { app } = await openService(t);
    for (const [url, caching] of [
      ['/v1/cohesion.js', 'public, max-age=300, stale-while-revalidate=86400'],
      ['/v1/words/sv.0123456789.json', 'public, max-age=31536000, immutable'],
      ['/7.8.9/cohesion.js', 'public, max-age=31536000, immutable'],
    ] as const) {
      const { statusCode, headers } = await app.inject({ url });
      assert.equal(statusCode, 200, url);
      assert.equal(headers['cache-control'], caching);
      assert.equal(headers['access-control-allow-origin'], '*');
      assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
    assert.match(String((await app.inject({ url: '/v1/cohesion.js' })).headers['content-type']), /javascript/);
  });

  it('travel compressed, as they were compressed at build time', async (t) => {
    const { app } = await openService(t);
    for (const encoding of ['br', 'gzip']) {
      const { headers } = await app.inject({ url: '/v1/cohesion.js', headers: { 'accept-encoding': encoding } });
      assert.equal(headers['content-encoding'], encoding);
      assert.match(String(headers.vary), /accept-encoding/i);
      assert.match(String(headers['content-type']), /javascript/);
    }
  });

  it('end where the folder ends', async (t) => {
    const { app } = await openService(t);
    for (const url of [
      '/v1/../test.sqlite',
      '/v1/..%2ftest.sqlite',
      '/v1/%2e%2e/test.sqlite',
      '/7.8.9/none.js',
      '/1.0.0/cohesion.js',
    ]) {
      const { statusCode } = await app.inject({ url });
      assert.ok(statusCode === 404 || statusCode === 403, `${url}: ${statusCode}`);
    }
  });

  it('must be there: the service says how to build them', async (t) => {
    const { config, store } = await openService(t);
    await rm(join(config.dist, 'versions.json'));
    const campaigns = await loadCampaigns(config.campaigns);
    await assert.rejects(
      createApp({ config, campaigns, store }),
      (error) => error instanceof StartError && error.message.includes('npm run build'),
    );
  });
});

describe('GET /embed/{element}', () => {
  it('shows one element with the attributes of its address, and what helps without it', async (t) => {
    const { app } = await openService(t);
    const { body, headers, statusCode } = await app.inject({
      url: '/embed/sign-form?partner=malmo&lang=sv&kind=organisation&onclick=alert(1)',
    });
    assert.equal(statusCode, 200);
    assert.match(body, /<html lang="sv">/);
    assert.match(body, /<script type="module" src="\/v1\/cohesion\.js">/);
    assert.match(
      body,
      /<cohesion-sign-form service="http:\/\/localhost:8080" campaign="cohesion" lang="sv" heading-level="1" partner="malmo" kind="organisation">/,
    );
    assert.doesNotMatch(body, /onclick/);
    assert.match(body, /<noscript>[^]*CohesionAlliance@cor\.europa\.eu/);
    const policy = String(headers['content-security-policy']);
    for (const directive of ['frame-ancestors *', "script-src 'self'", 'trusted-types cohesion-widgets']) {
      assert.ok(policy.includes(directive), `${policy} has ${directive}`);
    }
    assert.equal(headers['x-frame-options'], undefined);
  });

  it('lets no attribute out of its quotes', async (t) => {
    const { app } = await openService(t);
    const evil = encodeURIComponent('"><script>alert(1)</script>');
    const { body } = await app.inject({ url: `/embed/counter?region=${evil}&goal=5000` });
    assert.doesNotMatch(body, /<script>/);
    assert.match(body, /goal="5000"/);
  });

  it('has no page for what it does not know', async (t) => {
    const { app } = await openService(t);
    for (const url of ['/embed/sign-form?campaign=none', '/embed/banner']) {
      const { statusCode, body } = await app.inject({ url, headers: { accept: 'text/html' } });
      assert.equal(statusCode, 404);
      assert.match(body, /There is nothing here/);
    }
  });
});

describe('GET /', () => {
  it('says what this is, in the reader’s language, with its style sheet at hand', async (t) => {
    const { app } = await openService(t);
    const { body } = await app.inject({ url: '/', headers: { 'accept-language': 'sv-SE,sv;q=0.9' } });
    assert.match(body, /Underskriftstjänst/);
    assert.match(body, /href="\/dev\/mail"/);
    const sheet = await app.inject({ url: /href="(\/pages\/[^"]+\.css)"/.exec(body)?.[1] ?? '' });
    assert.equal(sheet.statusCode, 200);
    assert.match(String(sheet.headers['content-type']), /^text\/css/);
  });
});

describe('health', () => {
  it('is alive', async (t) => {
    const { app } = await openService(t);
    const { statusCode, headers } = await app.inject({ url: '/healthz' });
    assert.deepEqual([statusCode, headers['cache-control']], [200, 'no-store']);
  });

  it('is ready as long as it can write', async (t) => {
    const { app, store } = await openService(t);
    assert.equal((await app.inject({ url: '/readyz' })).statusCode, 200);
    t.mock.method(store, 'probe', () => Promise.reject(new Error('disk full')));
    const { statusCode, headers } = await app.inject({ url: '/readyz' });
    assert.equal(statusCode, 503);
    assert.ok(headers['retry-after']);
  });
});

describe('GET /v1/openapi.json', () => {
  it('describes every public call', async (t) => {
    const { app } = await openService(t);
    const { openapi, paths } = (await app.inject({ url: '/v1/openapi.json' })).json<{
      openapi: string;
      paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
    }>();
    assert.match(openapi, /^3\.1\./);
    assert.deepEqual(
      Object.entries(paths)
        .flatMap(([path, calls]) => Object.keys(calls).map((method) => `${method} ${path}`))
        .sort(),
      [
        'get /healthz',
        'get /readyz',
        'get /v1/campaigns/{campaign}',
        'get /v1/campaigns/{campaign}/signatures/live',
        'get /v1/campaigns/{campaign}/signatures/total',
        'get /v1/confirm/{token}',
        'get /v1/mine/{token}',
        'get /v1/mine/{token}/not-me',
        'post /v1/campaigns/{campaign}/signatures',
        'post /v1/campaigns/{campaign}/signatures/confirm',
        'post /v1/campaigns/{campaign}/signatures/resend',
        'post /v1/confirm/{token}',
        'post /v1/mine/{token}',
      ],
    );
    for (const call of Object.values(paths).flatMap((calls) => Object.values(calls))) assert.ok(call.summary);
    const sign = JSON.stringify(paths['/v1/campaigns/{campaign}/signatures']?.['post']);
    for (const part of ['"organisation"', 'idempotency-key', 'application/problem+json', '"202"', '"422"', '"503"']) {
      assert.ok(sign.includes(part), part);
    }
  });
});

describe('a service that has more to do than it can', () => {
  it('asks newcomers to come back later, in a way that any page can read, and stays alive', async (t) => {
    const { app } = await openService(t);
    const url = '/v1/campaigns/default/signatures/total';
    let response = await app.inject({ url });
    while (response.statusCode === 200) {
      const busyUntil = performance.now() + 500;
      while (performance.now() < busyUntil);
      await setImmediate();
      response = await app.inject({ url });
    }
    assert.equal(response.statusCode, 503);
    assert.deepEqual(codesOf(response), ['unavailable']);
    assert.match(String(response.headers['retry-after']), /^\d+$/);
    assert.equal(response.headers['access-control-allow-origin'], '*');
    assert.equal((await app.inject({ url: '/healthz' })).statusCode, 200);
  });
});

describe('an address that leads nowhere', () => {
  it('is a page for a person and a problem for a program', async (t) => {
    const { app } = await openService(t);
    const page = await app.inject({ url: '/nowhere', headers: { accept: 'text/html,*/*' } });
    assert.equal(page.statusCode, 404);
    assert.match(page.body, /There is nothing here/);
    assert.match(String(page.headers['content-security-policy']), /style-src 'self'/);
    const problem = await app.inject({ url: '/v1/nowhere', headers: { accept: 'application/json' } });
    assert.equal(problem.statusCode, 404);
    assert.match(String(problem.headers['content-type']), /^application\/problem\+json/);
  });

  it('answers bad input of every sort below 500', async (t) => {
    const { app } = await openService(t);
    for (const url of ['/%', '/v1/campaigns/%ff', '/v1/campaigns/default?lang=' + 'x'.repeat(5000), '/v1/confirm/%']) {
      const { statusCode } = await app.inject({ url });
      assert.ok(statusCode >= 400 && statusCode < 500, `${url.slice(0, 40)}: ${statusCode}`);
    }
    assert.equal((await app.inject({ method: 'DELETE', url: '/v1/campaigns/default/signatures' })).statusCode, 404);
  });
});
