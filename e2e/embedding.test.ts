import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Counter } from './support/counter.ts';
import { hostPage } from './support/host-page.ts';
import { SignForm } from './support/sign-form.ts';
import { openSurroundings } from './support/surroundings.ts';
import { watchTroubles } from './support/troubles.ts';

const { service, pages, visitor } = await openSurroundings();

const { version, files } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'dist', 'versions.json'), 'utf8'),
) as { version: string; files: Record<string, { integrity: string }> };
const integrity = files['cohesion.js']?.integrity ?? '';
const otherIntegrity = `sha384-${Buffer.alloc(48, 1).toString('base64')}`;

const majorScript = `<script type="module" src="${service.url}/v1/cohesion.js"></script>`;
const exactScript = (attributes: string) =>
  `<script type="module" src="${service.url}/${version}/cohesion.js" crossorigin="anonymous" ${attributes}></script>`;
const tags = `
  <cohesion-counter><a href="${service.url}/embed/counter">Se hur många som har skrivit under</a></cohesion-counter>
  <cohesion-sign-form partner="provstad"><a href="${service.url}/embed/sign-form">Skriv under</a></cohesion-sign-form>`;

const entries = (email: string) => ({ name: 'Åsa Öberg', email });

/** What somebody signs on the page, counts. */
async function assertSigns(form: SignForm, email: string): Promise<void> {
  const before = await service.total();
  await form.sign(entries(email));
  await fetch(await service.confirmLinkFor(email), { method: 'POST' });
  assert.equal(await service.total(), before + 1);
}

describe('a page that pins one version by its hash', () => {
  // A nonce with strict-dynamic makes the browser ignore lists of hosts; Integrity-Policy wants a hash on every script.
  const headers = {
    'Integrity-Policy': 'blocked-destinations=(script)',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'nonce-YSBub25jZQ' 'strict-dynamic'",
      `connect-src ${service.url}`,
      'img-src data:',
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types cohesion-widgets',
    ].join('; '),
  };
  const withHash = (hash: string) => exactScript(`nonce="YSBub25jZQ" integrity="${hash}"`);

  it('signs and counts, and has nothing to complain of', async (t) => {
    const context = await visitor(t);
    const troubles = watchTroubles(context);
    const page = await context.newPage();
    await page.goto(await hostPage(t, { body: withHash(integrity) + tags, headers }));
    await new Counter(page).shows(await service.total());
    await assertSigns(new SignForm(page), 'kontrollsumma@example.eu');
    assert.deepEqual(troubles, []);
  });

  for (const [what, script] of Object.entries({
    'the hash is of another file': withHash(otherIntegrity),
    'the hash has been forgotten': exactScript('nonce="YSBub25jZQ"'),
    'the nonce has been forgotten': exactScript(`integrity="${integrity}"`),
  })) {
    it(`keeps its plain links when ${what}`, async (t) => {
      const page = await (await visitor(t)).newPage();
      const uncaught: Error[] = [];
      page.on('pageerror', (error) => uncaught.push(error));
      await page.goto(await hostPage(t, { body: script + tags, headers }), { waitUntil: 'networkidle' });
      await page.getByRole('link', { name: 'Skriv under', exact: true }).waitFor();
      await page.getByRole('link', { name: 'Se hur många som har skrivit under' }).waitFor();
      assert.equal(await new SignForm(page).button.count(), 0);
      assert.deepEqual(uncaught, []);
    });
  }
});

describe('words from the wire', () => {
  for (const [what, words] of Object.entries({
    'have been tampered with': JSON.stringify({ 'sign-form.submit': 'Ge oss dina pengar' }),
    'are no words at all': '<!doctype html><title>502</title>',
  })) {
    it(`are left out, and the form speaks English, when they ${what}`, async (t) => {
      const context = await visitor(t);
      const uncaught: string[] = [];
      context.on('weberror', (error) => uncaught.push(error.error().message));
      await context.route('**/words/**', (route) =>
        route.fulfill({ body: words, headers: { 'Access-Control-Allow-Origin': '*' } }),
      );
      const page = await context.newPage();
      await page.goto(`${pages}/city/`);
      const form = new SignForm(page);
      await form.button.getByText('Sign the declaration').waitFor();
      await form.sign(entries('engelska@example.eu'));
      await form.sent.getByText('Check your mail').waitFor();
      assert.deepEqual(uncaught, []);
    });
  }
});

describe('a frame that a site builder has locked up', () => {
  const sandbox = 'sandbox="allow-scripts allow-forms" title="Skriv under" width="800" height="1600"';
  const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

  it('signs and counts with the snippet, without an origin to name', async (t) => {
    const context = await visitor(t);
    const troubles = watchTroubles(context);
    const page = await context.newPage();
    const origins = new Set<string | undefined>();
    page.on('request', async (request) => {
      if (request.url().includes('/signatures')) origins.add((await request.allHeaders())['origin']);
    });
    const inside = `<!doctype html><html lang="sv"><title>A part of the page</title>${majorScript}${tags}</html>`;
    await page.goto(await hostPage(t, { body: `<iframe ${sandbox} srcdoc="${quoted(inside)}"></iframe>` }));
    const frame = page.frameLocator('iframe');
    await new Counter(frame).shows(await service.total());
    await assertSigns(new SignForm(frame), 'snutt.i.ram@example.eu');
    assert.deepEqual([...origins], ['null']);
    assert.deepEqual(troubles, []);
  });

  it('signs with the hosted form', async (t) => {
    const context = await visitor(t);
    const troubles = watchTroubles(context);
    const page = await context.newPage();
    const hosted = `${service.url}/embed/sign-form?partner=provstad&amp;lang=sv`;
    await page.goto(await hostPage(t, { body: `<iframe ${sandbox} src="${hosted}"></iframe>` }));
    await assertSigns(new SignForm(page.frameLocator('iframe')), 'ram@example.eu');
    assert.deepEqual(troubles, []);
  });
});

describe('a page without encryption', () => {
  it('signs and counts', async (t) => {
    const context = await visitor(t);
    const troubles = watchTroubles(context);
    const page = await context.newPage();
    await page.goto(await hostPage(t, { body: majorScript + tags, host: 'city.example' }));
    assert.ok(await page.evaluate(() => !isSecureContext && !('randomUUID' in crypto)), 'an insecure page');
    await new Counter(page).shows(await service.total());
    await assertSigns(new SignForm(page), 'utan.kryptering@example.eu');
    assert.deepEqual(troubles, []);
  });
});
