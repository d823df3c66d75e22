import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { Counter } from './support/counter.ts';
import { SignForm } from './support/sign-form.ts';
import { openSurroundings } from './support/surroundings.ts';

const { service, pages, visitor } = await openSurroundings();

async function openCity(t: TestContext): Promise<{ page: Page; form: SignForm; posts: () => number }> {
  const page = await (await visitor(t)).newPage();
  let posts = 0;
  page.on('request', (request) => (posts += request.method() === 'POST' ? 1 : 0));
  await page.goto(`${pages}/city/`);
  return { page, form: new SignForm(page), posts: () => posts };
}

/** One mail, and one signature when it is answered: nobody was asked twice, nobody counts twice. */
async function assertOneSignature(email: string): Promise<void> {
  const before = await service.total();
  const link = await service.confirmLinkFor(email);
  await service.untilMailsAreOut();
  assert.equal((await service.mailsTo(email)).length, 1, 'mails');
  await fetch(link, { method: 'POST' });
  assert.equal(await service.total(), before + 1, 'signatures');
}

describe('while a visitor signs', () => {
  it('keeps every word when the service dies, and signs when it is back', async (t) => {
    const { form } = await openCity(t);
    const email = 'strom.borta@example.eu';
    await form.fillIn({ name: 'Åsa Öberg', email });
    const entries = await form.entries();

    await service.kill();
    try {
      await form.button.click();
      await form.refusal.getByText('Det du har skrivit finns kvar').waitFor();
      assert.ok(await form.refusal.evaluate((refusal) => refusal.matches(':focus')), 'the message has the focus');
      assert.deepEqual(await form.entries(), entries);
    } finally {
      await service.start();
    }

    await form.button.click();
    await form.sent.waitFor();
    await assertOneSignature(email);
  });

  it('makes one signature when the answer is lost and the visitor tries again', async (t) => {
    const { page, form, posts } = await openCity(t);
    const email = 'svar.borta@example.eu';
    await page.route(
      '**/signatures',
      async (route) => {
        const answer = await route.fetch();
        assert.equal(answer.status(), 202);
        await route.abort();
      },
      { times: 1 },
    );
    await form.fillIn({ name: 'Åsa Öberg', email });
    await form.button.click();
    await form.refusal.waitFor();
    // The first mail is out: a second one could no longer take its place in line.
    await service.mailTo(email);

    await form.refusal.getByRole('button', { name: 'Försök igen' }).click();
    await form.sent.waitFor();
    assert.equal(posts(), 2);
    await assertOneSignature(email);
  });

  it('makes one signature of a double click', async (t) => {
    const { form, posts } = await openCity(t);
    const email = 'dubbelklick@example.eu';
    await form.fillIn({ name: 'Åsa Öberg', email });
    await form.button.dblclick();
    await form.sent.waitFor();
    assert.equal(posts(), 1);
    await assertOneSignature(email);
  });

  it('makes one signature of Enter pressed again and again', async (t) => {
    const { page, form, posts } = await openCity(t);
    const email = 'retur@example.eu';
    await page.route('**/signatures', async (route) => {
      await form.field('name').press('Enter');
      await route.continue();
    });
    await form.fillIn({ name: 'Åsa Öberg', email });
    await form.field('name').press('Enter');
    await form.sent.waitFor();
    assert.equal(posts(), 1);
    await assertOneSignature(email);
  });
});

describe('while a visitor watches the counter', () => {
  it('keeps the number while the service is away, says since when, and goes on by itself', async (t) => {
    const context = await visitor(t);
    await context.clock.install();
    const page = await context.newPage();
    // What the browser has cached grows old by the real clock, for which nobody waits here.
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.goto(`${pages}/region/`);
    const counter = new Counter(page);
    const before = await service.total();
    await counter.shows(before);

    await service.kill();
    try {
      // The next time that it asks.
      await context.clock.fastForward('01:00');
      await counter.asOf.getByText(/^As of \d\d:\d\d/).waitFor();
      await counter.shows(before);
    } finally {
      await service.start();
    }

    await service.signAndConfirm('while.away@example.eu');
    await context.clock.fastForward('01:00');
    await counter.shows(before + 1);
    await counter.asOf.waitFor({ state: 'detached' });
  });

  it('tells a page that was loaded while the service was away, when it is back', async (t) => {
    const context = await visitor(t);
    await context.clock.install();
    const page = await context.newPage();
    let isAway = true;
    await page.route(/\/v1\/campaigns\//, (route) => (isAway ? route.abort() : route.continue()));
    await page.goto(`${pages}/ngo/`);
    const [counter, form] = [new Counter(page), new SignForm(page)];
    await counter.element.getByRole('link', { name: 'See how many have signed' }).waitFor();
    await form.element.getByRole('link', { name: 'Sign the declaration' }).waitFor();

    isAway = false;
    await context.clock.fastForward('01:00');
    await counter.shows(await service.total());
    await form.button.waitFor();
  });
});
