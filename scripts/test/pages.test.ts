import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { servePages, type Pages } from '../pages.ts';

describe('the sample pages', () => {
  let pages: Pages;
  before(async () => {
    pages = await servePages({ port: 0, serviceUrl: 'http://localhost:9999' });
  });
  after(() => pages.close());

  /** As it is written: `fetch` would tidy the path before it asks. */
  async function ask(path: string, method = 'GET') {
    const asked = request(pages.url, { path, method, family: 4 }).end();
    const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  }

  it('come under a strict policy that lets in the service and nothing else', async () => {
    const { status, headers } = await ask('/city/');
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(
      headers['content-security-policy'],
      "default-src 'none'; script-src http://localhost:9999; connect-src http://localhost:9999; style-src 'self'; " +
        "img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types cohesion-widgets",
    );
  });

  for (const page of ['city', 'region', 'ngo']) {
    it(`embed from the service that runs: ${page}`, async () => {
      const { body } = await ask(`/${page}/`);
      assert.ok(body.includes('src="http://localhost:9999/v1/cohesion.js"'));
      assert.ok(!body.includes('localhost:8080'));
    });
  }

  it('bring their style sheets as such', async () => {
    assert.equal((await ask('/city/style.css')).headers['content-type'], 'text/css; charset=utf-8');
  });

  it('are reached without the slash at the end, too', async () => {
    const { status, headers } = await ask('/city');
    assert.deepEqual([status, headers.location], [308, '/city/']);
  });

  for (const path of [
    '/../tsconfig.json',
    '/%2e%2e/tsconfig.json',
    '/..%2ftsconfig.json',
    '/city/..%2f..%2ftsconfig.json',
  ]) {
    it(`keep to their folder: ${path}`, async () => {
      const { status, body } = await ask(path);
      assert.equal(status, 403);
      assert.ok(!body.includes('compilerOptions'));
    });
  }

  it('answer what they cannot give with the right status', async () => {
    assert.equal((await ask('/nowhere')).status, 404);
    assert.equal((await ask('/city/style.css/more')).status, 404);
    assert.equal((await ask('/%')).status, 400);
    assert.equal((await ask('/%00')).status, 400);
    assert.equal((await ask('/city/', 'POST')).status, 405);
  });
});
