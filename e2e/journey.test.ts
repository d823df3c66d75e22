import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { Counter } from './support/counter.ts';
import { assertFocusIsSeen, tabTo } from './support/keyboard.ts';
import { SignForm, type Entries } from './support/sign-form.ts';
import { openSurroundings } from './support/surroundings.ts';
import { watchTroubles } from './support/troubles.ts';

const { service, pages, visitor } = await openSurroundings();

/** A page that somebody leaves open all the while. */
async function leaveOpen(context: BrowserContext, path: string): Promise<{ page: Page; loads: () => number }> {
  const page = await context.newPage();
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  await page.goto(pages + path);
  return { page, loads: () => loads };
}

/** The pages with a counter stay open; whatever is done meanwhile moves both counters by one, without a reload. */
async function movesTheCountersByOne(context: BrowserContext, act: () => Promise<void>): Promise<void> {
  const before = await service.total();
  const opened = [await leaveOpen(context, '/region/'), await leaveOpen(context, '/ngo/')];
  for (const { page } of opened) await new Counter(page).shows(before);
  await act();
  for (const { page, loads } of opened) {
    await new Counter(page).shows(before + 1);
    assert.equal(loads(), 1, `${page.url()} was loaded again`);
  }
  assert.equal(await service.total(), before + 1);
}

async function openCity(context: BrowserContext): Promise<{ page: Page; form: SignForm }> {
  const page = await context.newPage();
  await page.goto(`${pages}/city/`);
  return { page, form: new SignForm(page) };
}

/** Opens the newest mail to an address in the development mailbox. */
async function openMail(page: Page, address: string): Promise<void> {
  await service.mailTo(address);
  await page.goto(`${service.url}/dev/mail`);
  await page.getByRole('link', { name: address }).first().click();
}

/** The page behind the link has one button, and nothing else to decide. */
async function pressTheOneButton(page: Page): Promise<void> {
  await page.getByRole('button').click();
  await page.getByRole('heading', { name: 'Tack! Din underskrift räknas.' }).waitFor();
}

describe('the journey of a signature', () => {
  const signatories: Record<string, Entries> = {
    'a person': { name: 'Åsa Öberg', email: 'asa.oberg@example.eu' },
    'an organisation': { name: 'Åsa Öberg', email: 'forening@example.eu', organisation: 'Föreningen Exempel' },
    'a politician': { name: 'Åsa Öberg', email: 'politiker@example.eu', capacity: 'Ledamot i regionfullmäktige' },
  };

  for (const [who, entries] of Object.entries(signatories)) {
    it(`leads ${who} from the city’s page over the mailbox to the counters, with a mouse`, async (t) => {
      const context = await visitor(t);
      const troubles = watchTroubles(context);
      await movesTheCountersByOne(context, async () => {
        const { page, form } = await openCity(context);
        await form.sign(entries);
        await form.sent.getByText('Titta i din e-post').waitFor();
        await form.sent.getByText(entries.email).waitFor();

        await openMail(page, entries.email);
        await page.frameLocator('iframe').getByRole('link', { name: 'Bekräfta' }).click();
        for (const said of [entries.name, entries.organisation, entries.capacity]) {
          if (said !== undefined) await page.getByRole('main').getByText(said).waitFor();
        }
        await pressTheOneButton(page);
      });
      assert.deepEqual(troubles, []);
    });
  }

  it('needs no mouse: Tab, Space and Enter are enough, and the focus is always seen', async (t) => {
    const context = await visitor(t);
    const troubles = watchTroubles(context);
    const email = 'tangentbord@example.eu';
    await movesTheCountersByOne(context, async () => {
      const { page, form } = await openCity(context);
      const declaration = form.element.locator('details.declaration');
      await tabTo(page, declaration.locator('summary'));
      await page.keyboard.press('Enter');
      await declaration.locator('.text').waitFor();
      await tabTo(page, form.field('name'));
      await page.keyboard.type('Åsa Öberg');
      await tabTo(page, form.field('email'));
      await page.keyboard.type(email);
      await tabTo(page, form.field('consent'));
      await page.keyboard.press('Space');
      await tabTo(page, form.button);
      await page.keyboard.press('Enter');
      await form.sent.waitFor();
      await assertFocusIsSeen(page);

      await service.mailTo(email);
      await page.goto(`${service.url}/dev/mail`);
      await tabTo(page, page.getByRole('link', { name: email }));
      await page.keyboard.press('Enter');
      await tabTo(page, page.locator('.mail-text').getByRole('link', { name: '/v1/confirm/' }));
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('button'));
      await page.keyboard.press('Space');
      await page.getByRole('heading', { name: 'Tack! Din underskrift räknas.' }).waitFor();
    });
    assert.deepEqual(troubles, []);
  });

  it('leads from a mistake to its field and on, without a mouse', async (t) => {
    const context = await visitor(t);
    const { page, form } = await openCity(context);
    await tabTo(page, form.button);
    await page.keyboard.press('Enter');
    await form.refusal.waitFor();
    await assertFocusIsSeen(page);

    await tabTo(page, form.refusal.getByRole('link', { name: 'Skriv ditt namn' }));
    await page.keyboard.press('Enter');
    await assertFocusIsSeen(page);
    await page.keyboard.type('Åsa Öberg');
    await tabTo(page, form.field('email'));
    await page.keyboard.type('misstag@example.eu');
    await tabTo(page, form.field('consent'));
    await page.keyboard.press('Space');
    await tabTo(page, form.button);
    await page.keyboard.press('Space');
    await form.sent.waitFor();
  });

  it('moves a counter of one country too', async (t) => {
    const context = await visitor(t);
    await context.clock.install();
    const { page } = await leaveOpen(context, '/region/');
    const before = await service.total();
    const fromSweden = await service.total('?country=SE');
    const sweden = new Counter(page, 'cohesion-counter[country=SE]');
    await new Counter(page).shows(before);
    await sweden.shows(fromSweden);

    await signOnTheCitysPage(t, 'landet@example.eu', 'SE');
    await fetch(await service.confirmLinkFor('landet@example.eu'), { method: 'POST' });
    await new Counter(page).shows(before + 1);
    await context.clock.fastForward(10_000);
    await sweden.shows(fromSweden + 1);
  });
});

/** Somebody else signs, and has the mail. */
async function signOnTheCitysPage(t: TestContext, email: string, country?: string): Promise<void> {
  const { form } = await openCity(await visitor(t));
  await form.sign({ name: 'Åsa Öberg', email, ...(country && { country }) });
}

describe('a link in a mail', () => {
  it('confirms nothing by being opened', async (t) => {
    const email = 'oppnad@example.eu';
    await signOnTheCitysPage(t, email);
    const link = await service.confirmLinkFor(email);
    const before = await service.total();

    for (const method of ['GET', 'HEAD', 'GET']) assert.equal((await fetch(link, { method })).status, 200);
    const page = await (await visitor(t)).newPage();
    await page.goto(link);
    await page.reload({ waitUntil: 'networkidle' });
    assert.equal(await service.total(), before);

    await pressTheOneButton(page);
    assert.equal(await service.total(), before + 1);
  });

  it('counts once, however often the button is pressed', async (t) => {
    const email = 'tva.ganger@example.eu';
    await signOnTheCitysPage(t, email);
    const link = await service.confirmLinkFor(email);
    const before = await service.total();

    const context = await visitor(t);
    const [page, other] = [await context.newPage(), await context.newPage()];
    await Promise.all([page.goto(link), other.goto(link)]);
    await page.getByRole('button').dblclick();
    await page.getByRole('heading', { name: 'Tack!' }).waitFor();
    await pressTheOneButton(other);
    await page.goto(link);
    await page.getByRole('heading', { name: 'Tack!' }).waitFor();
    assert.equal(await service.total(), before + 1);
  });

  it('tells only the mailbox that an address has signed already', async (t) => {
    const entries = { name: 'Åsa Öberg', email: 'igen@example.eu' };
    const context = await visitor(t);
    const answers: string[] = [];
    context.on('response', async (response) => {
      if (response.request().method() !== 'POST') return;
      answers.push(`${String(response.status())} ${Object.keys((await response.json()) as object).join(' ')}`);
    });
    const first = await openCity(context);
    await first.form.sign(entries);
    const firstWords = await first.form.element.innerText();
    await fetch(await service.confirmLinkFor(entries.email), { method: 'POST' });
    const before = await service.total();

    const second = await openCity(context);
    await second.form.sign({ ...entries, email: 'IGEN@example.eu ' });
    assert.equal((await second.form.element.innerText()).toLowerCase(), firstWords.toLowerCase());
    assert.equal(answers.length, 2);
    assert.equal(answers[1], answers[0]);

    const { subject, links } = await service.mailTo(entries.email, { count: 3 });
    assert.match(subject, /^Du har redan skrivit under/);
    assert.ok(links.every((link) => !link.includes('/confirm/')));
    assert.equal(await service.total(), before);
  });
});
