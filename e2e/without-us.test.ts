import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { withPolicy } from './support/host-page.ts';
import { SignForm } from './support/sign-form.ts';
import { openSurroundings } from './support/surroundings.ts';

const { service, pages, visitor } = await openSurroundings();

/** What the sample pages show in our place: the words of their plain links. */
const links = {
  '/city/': ['Skriv under deklarationen'],
  '/region/': ['See how many have signed', 'see the number'],
  '/ngo/': ['See how many have signed', 'Sign the declaration'],
};

type Height = { readonly shown: number; readonly needed: number; readonly reserved: number };

interface Circumstances {
  /** Where the pages are. */
  readonly at?: string;
  /** Does the script run, and is only what it needs kept from it? */
  readonly scriptRuns?: boolean;
}

/** Every sample page shows its plain links, and nothing of ours makes a mess or takes more room than was reserved. */
async function assertPagesStayUseful(context: BrowserContext, circumstances: Circumstances = {}): Promise<void> {
  const opened = Object.entries(links).map(async ([path, texts]) => {
    const { heights, uncaught, isDefined } = await openWithoutUs(context, path, texts, circumstances.at);
    assert.equal(isDefined, circumstances.scriptRuns ?? false, `${path}: the script runs`);
    assert.deepEqual(uncaught, [], path);
    for (const [place, { shown, needed }] of heights.entries()) {
      const reserved = reservedOn[path]?.[place] ?? 0;
      assert.ok(shown <= Math.max(reserved, needed) + 1, `${path}: ${shown} px high, ${reserved} px reserved`);
    }
  });
  await Promise.all(opened);
}

/** How high each of our elements is on a page, how high its link is, and what the page reserves for it. */
async function openWithoutUs(context: BrowserContext, path: string, texts: readonly string[], at = pages) {
  const page = await context.newPage();
  const uncaught: string[] = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  await page.goto(at + path, { waitUntil: 'networkidle' });
  const heights: Height[] = [];
  for (const text of texts) {
    const link = page.getByRole('link', { name: text, exact: true });
    await link.waitFor();
    assert.match((await link.getAttribute('href')) ?? '', new RegExp(`^${service.url}/embed/(sign-form|counter)\\?`));
    heights.push(await link.evaluate(heightsAround));
  }
  const ours = page.locator('cohesion-sign-form, cohesion-counter');
  assert.equal(await ours.count(), texts.length);
  const isDefined = await ours.first().evaluate((element) => element.matches(':defined'));
  await page.close();
  return { heights, uncaught, isDefined };
}

function heightsAround(link: Element): Height {
  const element = link.closest('cohesion-sign-form, cohesion-counter') ?? link;
  const style = getComputedStyle(element);
  const px = (...lengths: string[]) => lengths.reduce((sum, length) => sum + (Number.parseFloat(length) || 0), 0);
  const frame = px(style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth);
  return {
    shown: element.getBoundingClientRect().height,
    needed: link.getBoundingClientRect().height + frame,
    reserved: px(style.minHeight),
  };
}

/** What each page reserves until the script is there: it may stay so, and must not grow. */
const reservedOn: Record<string, number[]> = {};

const blocked = await visitor({ after });
await blocked.route('**/cohesion.js', (route) => route.abort());
for (const [path, texts] of Object.entries(links)) {
  reservedOn[path] = (await openWithoutUs(blocked, path, texts)).heights.map(({ reserved }) => reserved);
}

describe('the sample pages', () => {
  it('stay useful without JavaScript, and reserve no room for what never comes', async (t) => {
    const context = await visitor(t, { javaScriptEnabled: false });
    for (const [path, texts] of Object.entries(links)) {
      for (const { shown, needed } of (await openWithoutUs(context, path, texts)).heights) {
        assert.ok(shown <= needed + 1, `${path}: ${shown} px for a link of ${needed} px`);
      }
    }
  });

  it('stay useful when a blocker keeps the script out', async (t) => {
    const context = await visitor(t);
    await context.route('**/cohesion.js', (route) => route.abort('blockedbyclient'));
    await assertPagesStayUseful(context);
  });

  it('stay useful when the script is answered with an error', async (t) => {
    const context = await visitor(t);
    await context.route('**/cohesion.js', (route) => route.fulfill({ status: 500, body: 'Internal Server Error' }));
    await assertPagesStayUseful(context);
  });

  it('stay useful when a login page answers in place of the script', async (t) => {
    const context = await visitor(t);
    const headers = { 'Access-Control-Allow-Origin': '*' };
    await context.route('**/cohesion.js', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Log in</title>', headers }),
    );
    await assertPagesStayUseful(context);
  });

  it('stay useful when their own policy forbids the script', async (t) => {
    const context = await visitor(t);
    const at = await withPolicy(t, pages, (policy) => policy.replace(/script-src [^;]*/, "script-src 'self'"));
    await assertPagesStayUseful(context, { at });
  });

  it('stay useful when their own policy forbids to ask the service', async (t) => {
    const context = await visitor(t);
    const at = await withPolicy(t, pages, (policy) => policy.replace(/connect-src [^;]*/, "connect-src 'self'"));
    await assertPagesStayUseful(context, { at, scriptRuns: true });
  });

  it('stay useful when their own policy forbids our Trusted Types', async (t) => {
    const context = await visitor(t);
    const at = await withPolicy(t, pages, (policy) => policy.replace('cohesion-widgets', "'none'"));
    await assertPagesStayUseful(context, { at });
  });

  it('stay useful when the script comes, but no answer to anything it asks', async (t) => {
    const context = await visitor(t);
    await context.route('**/v1/campaigns/**', (route) => route.abort());
    await assertPagesStayUseful(context, { scriptRuns: true });
  });

  it('stay useful while the whole service is away', async (t) => {
    const context = await visitor(t);
    await service.kill();
    try {
      await assertPagesStayUseful(context);
    } finally {
      await service.start();
    }
  });
});

describe('the plain link', () => {
  async function follow(t: TestContext, options: { javaScriptEnabled: boolean }): Promise<Page> {
    const context = await visitor(t, options);
    await context.route(/\/v1\/cohesion\.js$/, (route) =>
      route.request().frame().url().startsWith(pages) ? route.abort() : route.continue(),
    );
    const page = await context.newPage();
    await page.goto(`${pages}/city/`);
    await page.getByRole('link', { name: 'Skriv under deklarationen' }).click();
    await page.waitForURL(`${service.url}/embed/**`);
    return page;
  }

  it('leads to the hosted form, which signs', async (t) => {
    const form = new SignForm(await follow(t, { javaScriptEnabled: true }));
    const email = 'lanken@example.eu';
    const before = await service.total();
    await form.sign({ name: 'Åsa Öberg', email });
    await fetch(await service.confirmLinkFor(email), { method: 'POST' });
    assert.equal(await service.total(), before + 1);
  });

  it('tells whoever has no JavaScript how to sign all the same', async (t) => {
    const page = await follow(t, { javaScriptEnabled: false });
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.match(await page.getByRole('main').innerText(), /CohesionAlliance@cor\.europa\.eu/);
  });
});
