import { expect, waitUntil } from '@open-wc/testing';

/** What ./pages/record.js keeps in each page. */
interface GuestWindow extends Window {
  readonly troubles: string[];
  readonly posted: string[];
}

const opened: HTMLIFrameElement[] = [];

/** A page as partners have them, with the built script, in a frame of its own. */
async function open(name: string) {
  const frame = document.createElement('iframe');
  frame.src = new URL(`./pages/${name}.html`, import.meta.url).href;
  frame.width = '800';
  document.body.append(frame);
  opened.push(frame);
  await new Promise((resolve) => (frame.onload = resolve));
  const view = frame.contentWindow as unknown as GuestWindow & typeof globalThis;
  const shadow = (tag: string) => view.document.querySelector(tag)?.shadowRoot;
  return {
    view,
    form: () => shadow('cohesion-sign-form')?.querySelector('form'),
    number: () => shadow('cohesion-counter')?.querySelector('[part=number]')?.textContent,
  };
}

type Page = Awaited<ReturnType<typeof open>>;

const works = ({ form, number }: Page) => waitUntil(() => form() && number() === '2,981', 'the widgets never came');

describe('the one script tag', () => {
  afterEach(() => {
    for (const frame of opened.splice(0)) frame.remove();
  });

  for (const [name, kind] of [
    ['strict-policy', 'a strict Content-Security-Policy and Trusted Types'],
    ['two-copies', 'two copies of the script'],
    ['single-files', 'a file for each element'],
    ['another-lit', 'a Lit of its own'],
    ['old-libraries', 'libraries that have changed what arrays and objects can do'],
  ] as const) {
    it(`works on a page with ${kind}, and the page has nothing to complain of`, async () => {
      const page = await open(name);
      await works(page);
      expect(page.view.troubles).to.deep.equal([]);
    });
  }

  it('leaves the page’s own Lit alone', async () => {
    const page = await open('another-lit');
    await works(page);
    expect(page.view.document.querySelector('#own')?.textContent).to.equal('The page’s own Lit');
  });

  it('leaves a tag that the page has taken, and defines the rest', async () => {
    const page = await open('tag-taken');
    await waitUntil(page.form, 'the form never came');
    expect(page.view.document.querySelector('cohesion-counter')?.textContent).to.contain('The page’s own counter');
    expect(page.view.troubles).to.deep.equal([]);
  });

  it('sends an unspoilt signature from a page whose libraries spoil JSON', async () => {
    const page = await open('old-libraries');
    await works(page);
    const form = page.form()!;
    const control = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
    control('name').value = 'Sample Person';
    control('email').value = 'sample@example.eu';
    control('consent').click();
    form.requestSubmit();
    await waitUntil(() => page.view.posted.length > 0, 'nothing was sent');
    expect(JSON.parse(page.view.posted[0] ?? '')).to.deep.include({
      name: 'Sample Person',
      consent: { declaration: '1/en', privacy: '1/en' },
      listed: false,
    });
  });

  it('leaves what stands between its tags where a page allows no Trusted Types policy', async () => {
    const page = await open('no-policies');
    const link = page.view.document.querySelector('cohesion-sign-form a');
    // Engines without Trusted Types show the form; the others must still show the link.
    await waitUntil(() => page.form() ?? (link?.checkVisibility() && page.view.document.readyState === 'complete'));
    expect(page.form() ?? link?.checkVisibility()).to.be.ok;
  });
});
