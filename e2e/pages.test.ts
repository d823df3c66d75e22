import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page, Response } from 'playwright-core';
import { violationsOn } from './support/accessibility.ts';
import { Counter } from './support/counter.ts';
import { SignForm } from './support/sign-form.ts';
import { openSurroundings } from './support/surroundings.ts';
import { watchTroubles } from './support/troubles.ts';

const { service, pages, visitor } = await openSurroundings();

await service.signAndConfirm('somebody@example.eu');

/** Every page and main state, and how a visitor comes there. */
const views: Record<string, (page: Page) => Promise<void>> = {
  'the sample pages’ own start page': async (page) => {
    await page.goto(pages);
  },
  'the city’s page with the empty form': async (page) => {
    await page.goto(`${pages}/city/`);
    await new SignForm(page).button.waitFor();
  },
  'the city’s page with every text unfolded': async (page) => {
    await page.goto(`${pages}/city/`);
    const form = new SignForm(page);
    await form.button.waitFor();
    for (const summary of await form.element.locator('summary').all()) await summary.click();
    assert.equal(await form.element.locator('details:not([open])').count(), 0);
  },
  'the city’s page when the form has been refused': async (page) => {
    await page.goto(`${pages}/city/`);
    const form = new SignForm(page);
    await form.element.locator('[name=kind][value=politician]').check();
    await form.button.click();
    await form.refusal.waitFor();
  },
  'the city’s page when the form has been sent': async (page) => {
    await page.goto(`${pages}/city/`);
    await new SignForm(page).sign({ name: 'Åsa Öberg', email: 'sidorna@example.eu' });
  },
  'the region’s page with the counter': async (page) => {
    await page.goto(`${pages}/region/`);
    await new Counter(page).shows(1);
    await new Counter(page, 'cohesion-counter[country=SE]').shows(0);
  },
  'the NGO’s page with the counter and the empty form': async (page) => {
    await page.goto(`${pages}/ngo/`);
    await new Counter(page).shows(1);
    await new SignForm(page).button.waitFor();
  },
  'the NGO’s page when the form has been refused': async (page) => {
    await page.goto(`${pages}/ngo/`);
    const form = new SignForm(page);
    await form.element.locator('[name=kind][value=organisation]').check();
    await form.button.click();
    await form.refusal.waitFor();
  },
  'the NGO’s page when the form has been sent': async (page) => {
    await page.goto(`${pages}/ngo/`);
    await new SignForm(page).sign({ name: 'Sample Person', email: 'pages@example.eu', organisation: 'Sample Club' });
  },
  'the hosted form': async (page) => {
    await page.goto(`${service.url}/embed/sign-form?partner=provstad&lang=sv`);
    await new SignForm(page).button.waitFor();
  },
  'the hosted counter': async (page) => {
    await page.goto(`${service.url}/embed/counter?lang=en`);
    await new Counter(page).shows(1);
  },
  'the service’s start page': async (page) => {
    await page.goto(service.url);
  },
  'the page behind a link to confirm with': async (page) => {
    await service.sign('fresh@example.eu');
    await page.goto(await service.confirmLinkFor('fresh@example.eu'));
    await page.getByRole('button').waitFor();
  },
  'the thanks': async (page) => {
    await page.goto(await service.confirmLinkFor('somebody@example.eu'));
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  },
  'the list of mails': async (page) => {
    await page.goto(`${service.url}/dev/mail`);
    await page.getByRole('link', { name: 'somebody@example.eu' }).first().waitFor();
  },
  'a mail in the mailbox': async (page) => {
    await page.goto(`${service.url}/dev/mail`);
    await page.getByRole('link', { name: /confirm.* somebody@example.eu/ }).click();
    await page.frameLocator('iframe').getByRole('link', { name: 'Confirm' }).waitFor();
  },
};

/** Answers that are no success; the browser says so in its console, and nothing else. */
const failures: Record<string, { readonly status: number; open(page: Page): Promise<Response | null> }> = {
  'a link that a newer mail has replaced': {
    status: 410,
    async open(page) {
      await service.sign('twice@example.eu');
      const link = await service.confirmLinkFor('twice@example.eu');
      await service.sign('twice@example.eu');
      return page.goto(link);
    },
  },
  'a link that is too old': {
    status: 410,
    async open(page) {
      await service.sign('late@example.eu');
      const link = await service.confirmLinkFor('late@example.eu');
      service.expireLinks();
      return page.goto(link);
    },
  },
  'a link that never was': { status: 404, open: (page) => page.goto(`${service.url}/v1/confirm/never-mailed`) },
  'an address where nothing is': { status: 404, open: (page) => page.goto(`${service.url}/nothing`) },
};

const looks = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 320, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
] as const;

/** In light and dark, on a wide screen and on a narrow one (or at 400 % zoom). */
async function assertLooksFine(page: Page): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const look = `${colorScheme}, ${width} px`;
    assert.deepEqual(await violationsOn(page), [], look);
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overhang <= 0, `${look}: scrolls sideways by ${overhang} px`);
  }
}

async function assertKeepsNothing(page: Page): Promise<void> {
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
  assert.deepEqual(kept, { local: [], session: [], databases: [], caches: [] });
  assert.deepEqual(await page.context().cookies(), []);
}

describe('light and dark, wide and narrow', () => {
  for (const [name, open] of Object.entries(views)) {
    it(`${name} is for everyone, complains of nothing, and keeps to itself`, async (t) => {
      const context = await visitor(t, { reducedMotion: 'reduce' });
      const troubles = watchTroubles(context);
      const strangers: string[] = [];
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol !== 'data:' && ![pages, service.url].includes(origin)) strangers.push(request.url());
      });
      const page = await context.newPage();
      await open(page);
      await assertLooksFine(page);
      assert.deepEqual(troubles, []);
      assert.deepEqual(strangers, [], 'requests to anyone else');
      await assertKeepsNothing(page);
    });
  }

  for (const [name, { status, open }] of Object.entries(failures)) {
    it(`${name} is answered with a page that is for everyone`, async (t) => {
      const context = await visitor(t, { reducedMotion: 'reduce' });
      const page = await context.newPage();
      const uncaught: Error[] = [];
      page.on('pageerror', (error) => uncaught.push(error));
      assert.equal((await open(page))?.status(), status);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await assertLooksFine(page);
      assert.deepEqual(uncaught, []);
    });
  }

  it('a mail is for everyone, and asks nothing of the world when it is opened', async (t) => {
    const context = await visitor(t);
    const requests: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    const page = await context.newPage();
    const mails = await service.mailsTo('somebody@example.eu');
    await page.setContent(mails.find(({ links }) => links.some((link) => link.includes('/confirm/')))?.html ?? '');
    await page.getByRole('link', { name: 'Confirm' }).waitFor();
    await assertLooksFine(page);
    assert.deepEqual(requests, []);
  });
});

/** Less than a third of what Web Vitals call good: our elements are only a part of the page. */
const mostShift = 0.03;

describe('a sample page, while it loads', () => {
  for (const path of ['/city/', '/region/', '/ngo/']) {
    it(`does not jump (${path}), however late the script and its answers come`, async (t) => {
      const page = await (await visitor(t)).newPage();
      const drawnOnce = () =>
        page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      const ours = page.locator('cohesion-sign-form, cohesion-counter').first();
      await page.route(/cohesion\.js$|\/v1\/campaigns\//, async (route) => {
        // First the page without it is drawn, and drawn again, with our place in view.
        await ours.evaluate((place) => place.scrollIntoView({ behavior: 'instant', block: 'center' }));
        await drawnOnce();
        await drawnOnce();
        await route.continue();
      });
      await page.goto(pages + path);
      await page.locator('cohesion-sign-form [part=submit], cohesion-counter [part=number]').first().waitFor();
      await page.waitForLoadState('networkidle');
      const shift = await layoutShiftOf(page);
      assert.ok(shift < mostShift, `layout shift ${shift}`);
    });
  }
});

async function layoutShiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const shifts = list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[];
          resolve(shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Where nothing has moved, the observer has nothing to tell.
        setTimeout(() => resolve(0), 500);
      }),
  );
}
