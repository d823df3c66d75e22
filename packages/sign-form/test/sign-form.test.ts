import type { Campaign } from '@cohesion/contract';
import '@cohesion/sign-form/define.js';
import type { CohesionSignForm } from '@cohesion/sign-form';
import { sampleCampaign, StandInService } from '@cohesion/core/testing.js';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';

type Entries = Partial<Record<'name' | 'email' | 'organisation' | 'capacity' | 'country', string>>;

describe('<cohesion-sign-form>', () => {
  let service: StandInService;

  beforeEach(() => {
    service = new StandInService();
  });
  afterEach(() => {
    service.stop();
  });

  const openForm = () => html`<cohesion-sign-form service=${service.origin}></cohesion-sign-form>`;
  const showForm = async (page = openForm()) => {
    const form = await fixture<CohesionSignForm>(page);
    await waitUntil(() => form.shadowRoot?.querySelector('.card [part=title]'), 'the form never came');
    return form;
  };

  const all = <E extends Element>(form: Element, selector: string) => [
    ...(form.shadowRoot?.querySelectorAll<E>(selector) ?? []),
  ];
  const one = <E extends HTMLElement>(form: Element, selector: string) => all<E>(form, selector)[0]!;
  const textOf = (form: Element, selector: string) => all(form, selector).map((element) => tidy(element.textContent));
  const tidy = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
  const focused = (form: Element) => form.shadowRoot?.activeElement as HTMLElement | null;

  const type = (form: Element, entries: Entries) => {
    for (const [name, value] of Object.entries(entries)) {
      const field = one<HTMLInputElement>(form, `[name=${name}]`);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
  };
  const tick = (form: Element, ...names: string[]) => {
    for (const name of names) one(form, `[name=${name}]`).click();
  };
  const choose = async (form: CohesionSignForm, kind: string) => {
    all<HTMLInputElement>(form, '[name=kind]')
      .find(({ value }) => value === kind)
      ?.click();
    await form.updateComplete;
  };
  const submit = async (form: CohesionSignForm) => {
    one(form, '[part=submit]').click();
    await form.updateComplete;
  };
  const fillIn = (form: Element, entries: Entries = {}) => {
    type(form, { name: 'Sample Person', email: 'sample@example.eu', ...entries });
    tick(form, 'consent');
  };
  const until = (form: Element, selector: string) =>
    waitUntil(() => one(form, selector), `there was never a ${selector}`);

  describe('before signing', () => {
    it('shows what one signs: the title, the gist, and the whole text a click away', async () => {
      const form = await showForm();
      expect(textOf(form, '[part=title]')).to.deep.equal(['For a strong cohesion policy']);
      const declaration = one<HTMLDetailsElement>(form, '[part=declaration]');
      expect(declaration.open).to.equal(false);
      expect(tidy(declaration.textContent)).to.contain('Every region of the Union counts');
    });

    it('says who is responsible and what happens to the data', async () => {
      const form = await showForm();
      expect(textOf(form, '.privacy').join()).to.contain('Responsible for your data: Sample Alliance');
    });

    it('ticks nothing for anybody', async () => {
      const form = await showForm();
      expect(all(form, '[type=checkbox]')).to.have.lengthOf(3);
      expect(all(form, '[type=checkbox]:checked')).to.deep.equal([]);
    });

    it('offers the partner’s news only where there is a partner, named', async () => {
      const partner = { id: 'malmo', name: 'Sampleborg', url: 'https://city.example', country: 'SE' };
      const choices = { ...sampleCampaign().choices, partnerUpdates: 'Let Sampleborg send me news.' };
      service.campaign = { partner, choices };
      const form = await showForm();
      expect(textOf(form, '.choice').join()).to.contain('Let Sampleborg send me news.');
    });

    it('suggests the partner’s country without choosing it, and sorts countries as the reader’s language does', async () => {
      service.campaign = { partner: { id: 'malmo', name: 'Sampleborg', url: 'https://city.example', country: 'SE' } };
      const form = await showForm();
      expect(one<HTMLSelectElement>(form, '[name=country]').value).to.equal('');
      const [nothing, suggested, ...names] = textOf(form, '[name=country] option');
      expect([nothing, suggested]).to.deep.equal(['', 'Sweden']);
      expect(names).to.deep.equal([...names].sort(new Intl.Collator('en').compare));
    });

    it('speaks the reader’s language', async () => {
      const form = await showForm(html`<cohesion-sign-form lang="sv" service=${service.origin}></cohesion-sign-form>`);
      expect(textOf(form, '[part=title]')).to.deep.equal(['För en stark sammanhållningspolitik']);
      expect(textOf(form, '[part=submit]')).to.deep.equal(['Skriv under deklarationen']);
    });

    it('is helped by the browser: each field tells what belongs in it', async () => {
      const form = await showForm();
      const tokens = () => all(form, '[autocomplete]').map((field) => field.getAttribute('autocomplete'));
      expect(tokens()).to.deep.equal(['name', 'email', 'country']);
      await choose(form, 'politician');
      expect(tokens()).to.deep.equal(['name', 'organization-title', 'email', 'country']);
      await choose(form, 'organisation');
      expect(tokens()).to.deep.equal(['name', 'organization', 'email', 'country']);
    });

    it('gives every control a name', async () => {
      await expect(await showForm()).to.be.accessible();
    });

    it('keeps to the heading level that the page gives it', async () => {
      const form = await showForm(
        html`<cohesion-sign-form heading-level="3" service=${service.origin}></cohesion-sign-form>`,
      );
      expect(one(form, '[part=title]')).to.have.attribute('aria-level', '3');
    });

    it('asks only what the page has not settled already', async () => {
      const form = await showForm(
        html`<cohesion-sign-form kind="organisation" service=${service.origin}></cohesion-sign-form>`,
      );
      expect(all(form, '[name=kind]')).to.deep.equal([]);
      expect(all(form, '[name=organisation]')).to.have.lengthOf(1);
    });

    it('lets the visitor choose where the page names a kind or a heading level that is none', async () => {
      const form = await showForm(html`
        <cohesion-sign-form kind="robot" heading-level="h3" service=${service.origin}></cohesion-sign-form>
      `);
      expect(all(form, '[name=kind]')).to.have.lengthOf(3);
      expect(one(form, '[part=title]')).to.have.attribute('aria-level', '2');
    });

    it('asks for no country where the campaign does not', async () => {
      service.campaign = { fields: { country: 'off', region: 'off' } };
      const form = await showForm();
      expect(all(form, '[name=country]')).to.deep.equal([]);
      fillIn(form);
      await submit(form);
      await until(form, '.outcome');
    });
  });

  describe('signing', () => {
    it('sends what was typed, with the texts that were on the screen, and says to check the mail', async () => {
      const form = await showForm();
      fillIn(form, { name: '  Sample Person ', country: 'SE' });
      tick(form, 'updates');
      await submit(form);
      await until(form, '.outcome');
      expect(service.signatures).to.deep.equal([
        {
          kind: 'individual',
          name: 'Sample Person',
          email: 'sample@example.eu',
          country: 'SE',
          lang: 'en',
          consent: { declaration: '2018-1/en', privacy: '1/en' },
          listed: false,
          updates: true,
          partnerUpdates: false,
        },
      ]);
      expect(textOf(form, '[part=title]')).to.deep.equal(['Check your mail']);
      expect(textOf(form, '.address')).to.deep.equal(['sample@example.eu']);
      expect(focused(form)).to.equal(one(form, '.outcome'));
      await expect(form).to.be.accessible();
    });

    it('tells the page before and after, and never who', async () => {
      const form = await showForm();
      fillIn(form);
      setTimeout(() => void submit(form));
      const before = await oneEvent(document, 'cohesion-sign');
      const after = await oneEvent(document, 'cohesion-signed');
      expect(before.cancelable).to.equal(true);
      expect([before.detail, after.detail]).to.deep.equal([{ kind: 'individual' }, { kind: 'individual' }]);
    });

    it('leaves the sending to the page when that asks for it', async () => {
      const form = await showForm();
      fillIn(form);
      form.addEventListener('cohesion-sign', (event) => {
        event.preventDefault();
      });
      await submit(form);
      expect(service.callsTo('/signatures', 'POST')).to.deep.equal([]);
      expect(one<HTMLInputElement>(form, '[name=name]').value).to.equal('Sample Person');
    });

    it('makes one signature of a double click', async () => {
      service.delay = 20;
      const form = await showForm();
      fillIn(form);
      one(form, '[part=submit]').click();
      one(form, '[part=submit]').click();
      await until(form, '.outcome');
      expect(service.callsTo('/signatures', 'POST')).to.have.lengthOf(1);
    });

    it('says that it is sending, and keeps the focus where it was', async () => {
      const form = await showForm();
      fillIn(form);
      service.delay = Infinity;
      one(form, '[part=submit]').focus();
      await submit(form);
      expect(textOf(form, '[part=submit]')).to.deep.equal(['Sending…']);
      expect(one(form, '[part=submit]')).to.have.attribute('aria-disabled', 'true');
      expect(focused(form)).to.equal(one(form, '[part=submit]'));
      await expect(form).to.be.accessible();
    });

    it('signs for an organisation, which names itself and its representative', async () => {
      const form = await showForm();
      await choose(form, 'organisation');
      fillIn(form, { organisation: 'Sample Association' });
      await submit(form);
      await until(form, '.outcome');
      expect(service.signatures[0]).to.include({ kind: 'organisation', organisation: 'Sample Association' });
    });

    it('signs as a politician, who says in which office', async () => {
      const form = await showForm();
      await choose(form, 'politician');
      fillIn(form, { capacity: 'Mayor of Sampleborg' });
      await submit(form);
      await until(form, '.outcome');
      expect(service.signatures[0]).to.include({ kind: 'politician', capacity: 'Mayor of Sampleborg' });
    });

    it('keeps what was typed for one kind while another is tried, and sends only what was asked last', async () => {
      const form = await showForm();
      await choose(form, 'organisation');
      type(form, { organisation: 'Sample Association' });
      await choose(form, 'individual');
      await choose(form, 'organisation');
      expect(one<HTMLInputElement>(form, '[name=organisation]').value).to.equal('Sample Association');
      await choose(form, 'individual');
      fillIn(form);
      await submit(form);
      await until(form, '.outcome');
      expect(service.signatures[0]).not.to.have.property('organisation');
    });

    it('takes what a password manager filled in without telling', async () => {
      const form = await showForm();
      one<HTMLInputElement>(form, '[name=name]').value = 'Sample Person';
      one<HTMLInputElement>(form, '[name=email]').value = 'sample@example.eu';
      tick(form, 'consent');
      await submit(form);
      await until(form, '.outcome');
      expect(service.signatures[0]).to.include({ name: 'Sample Person', email: 'sample@example.eu' });
    });

    it('names the address that the mail went to, though another was typed while it was sending', async () => {
      service.delay = 50;
      const form = await showForm();
      fillIn(form, { email: 'first@example.eu' });
      await submit(form);
      type(form, { email: 'second@example.eu' });
      await until(form, '.outcome');
      expect(textOf(form, '.address')).to.deep.equal(['first@example.eu']);
    });

    it('lets the address be corrected, and sends that as a new intent', async () => {
      const form = await showForm();
      fillIn(form, { email: 'smaple@example.eu' });
      await submit(form);
      await until(form, '.outcome');
      one(form, '.outcome button').click();
      await form.updateComplete;
      expect(focused(form)).to.equal(one(form, '[name=email]'));
      type(form, { email: 'sample@example.eu' });
      await submit(form);
      await until(form, '.outcome');
      expect(service.signatures.map(({ email }) => email)).to.deep.equal(['smaple@example.eu', 'sample@example.eu']);
    });
  });

  describe('refused field by field', () => {
    it('says in words what is missing, beside the fields and in a summary that takes the focus, and sends nothing', async () => {
      const form = await showForm();
      const sent: Event[] = [];
      form.addEventListener('cohesion-sign', (event) => sent.push(event));
      type(form, { email: 'sample@example.eu' });
      await submit(form);
      const wrong = ['Enter your name', 'Tick this box if you want to sign'];
      expect(textOf(form, '[part=errors] li')).to.deep.equal(wrong);
      expect(textOf(form, '.error')).to.deep.equal(wrong.map((text) => `Error: ${text}`));
      expect(focused(form)).to.equal(one(form, '[part=errors]'));
      expect(sent).to.deep.equal([]);
      await expect(form).to.be.accessible();
    });

    it('leads from the summary to the field, without leaving the page', async () => {
      const form = await showForm();
      await submit(form);
      const before = location.href;
      one(form, '[part=errors] a[data-field=email]').click();
      expect(focused(form)).to.equal(one(form, '[name=email]'));
      expect(location.href).to.equal(before);
    });

    it('joins each field with what is wrong with it', async () => {
      const form = await showForm();
      fillIn(form, { email: 'nonsense' });
      await submit(form);
      const email = one<HTMLInputElement>(form, '[name=email]');
      expect(email).to.have.attribute('aria-invalid', 'true');
      const described = (email.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => textOf(form, `#${id}`)[0]);
      expect(described).to.deep.equal([
        'We send you a link to confirm that it is you.',
        'Error: Enter an e-mail address like name@example.eu',
      ]);
    });

    it('lets the complaints stand until the next try, so that nothing moves or speaks while somebody types', async () => {
      const form = await showForm();
      await submit(form);
      const complaints = textOf(form, '[part=errors] li');
      type(form, { name: 'Sample Person', email: 'sample@example.eu' });
      await form.updateComplete;
      expect(textOf(form, '[part=errors] li')).to.deep.equal(complaints);
      await submit(form);
      expect(textOf(form, '[part=errors] li')).to.deep.equal(['Tick this box if you want to sign']);
    });

    it('shows what only the service could find', async () => {
      service.refusals = [{ field: 'email', code: 'email-malformed' }];
      const form = await showForm();
      fillIn(form);
      setTimeout(() => void submit(form));
      const refused = await oneEvent(document, 'cohesion-refused');
      await form.updateComplete;
      expect(refused.detail).to.deep.equal({ codes: ['email-malformed'] });
      expect(textOf(form, '.error')).to.deep.equal(['Error: Enter an e-mail address like name@example.eu']);
      expect(one<HTMLInputElement>(form, '[name=name]').value).to.equal('Sample Person');
    });

    it('asks to read again when the text has changed in the meantime', async () => {
      const form = await showForm();
      fillIn(form);
      const newer: Partial<Campaign> = { declaration: { ...sampleCampaign().declaration, version: '2026-1/en' } };
      service.campaign = newer;
      service.refusals = [{ field: 'consent', code: 'consent-outdated' }];
      await submit(form);
      await until(form, '.error');
      await waitUntil(() => !one<HTMLInputElement>(form, '[name=consent]').checked, 'the tick for the old text stayed');
      service.refusals = [];
      tick(form, 'consent');
      await submit(form);
      await until(form, '.outcome');
      expect(service.signatures.at(-1)?.consent.declaration).to.equal('2026-1/en');
      expect(service.signatures.at(-1)?.name).to.equal('Sample Person');
    });
  });

  describe('refused as a whole', () => {
    it('keeps everything when the service is away, and makes one signature of every try', async () => {
      const form = await showForm();
      fillIn(form);
      service.away = true;
      await submit(form);
      await until(form, '[part=errors]');
      expect(textOf(form, '[part=errors] li')[0]).to.contain('Your text is kept');
      expect(one<HTMLInputElement>(form, '[name=email]').value).to.equal('sample@example.eu');
      await expect(form).to.be.accessible();
      service.away = false;
      one(form, '[part=errors] button').click();
      await until(form, '.outcome');
      const keys = service.callsTo('/signatures', 'POST').map(({ headers }) => headers.get('Idempotency-Key'));
      expect(keys).to.have.lengthOf(2);
      expect(new Set(keys).size).to.equal(1);
    });

    it('keeps the focus in the form when the button “Try again” goes', async () => {
      const form = await showForm();
      fillIn(form);
      service.away = true;
      await submit(form);
      await until(form, '[part=errors]');
      service.delay = Infinity;
      one(form, '[part=errors] button').focus();
      one(form, '[part=errors] button').click();
      await form.updateComplete;
      expect(focused(form)).to.equal(one(form, '[part=submit]'));
    });

    it('says so when too many are signing', async () => {
      service.refusals = [{ code: 'too-many' }];
      service.refusalStatus = 429;
      const form = await showForm();
      fillIn(form);
      await submit(form);
      await until(form, '[part=errors]');
      expect(textOf(form, '[part=errors] li')[0]).to.contain('Many are signing right now');
    });

    it('says so when the campaign has closed in the meantime', async () => {
      const form = await showForm();
      fillIn(form);
      service.campaign = { status: 'closed' };
      service.refusals = [{ code: 'campaign-not-open' }];
      service.refusalStatus = 409;
      await submit(form);
      await until(form, '.notice');
      expect(textOf(form, '.notice')[0]).to.contain('Signing has closed');
      expect(focused(form)).to.equal(one(form, '.notice'));
      await expect(form).to.be.accessible();
    });
  });

  describe('when there is nothing to fill in', () => {
    it('says when signing opens', async () => {
      service.campaign = { status: 'upcoming', opens: '2027-01-15T12:00:00Z' };
      const form = await showForm();
      expect(textOf(form, '.notice')[0]).to.contain('Signing opens on 15 January 2027');
      expect(all(form, 'form')).to.deep.equal([]);
    });

    it('leaves what stands between its tags until it can do better', async () => {
      service.away = true;
      const form = await fixture<CohesionSignForm>(html`
        <cohesion-sign-form service=${service.origin}
          ><a href="https://alliance.example">Sign here</a></cohesion-sign-form
        >
      `);
      await waitUntil(() => service.calls.length > 0);
      await form.updateComplete;
      expect(form.shadowRoot?.querySelector('slot')?.assignedElements()[0]?.textContent).to.equal('Sign here');
    });

    it('says that it cannot be shown, and tries again on request, where nothing stands between its tags', async () => {
      service.away = true;
      const form = await fixture<CohesionSignForm>(html`
        <cohesion-sign-form service=${service.origin}> </cohesion-sign-form>
      `);
      await until(form, '.waiting button');
      await expect(form).to.be.accessible();
      service.away = false;
      one(form, '.waiting button').click();
      await until(form, 'form');
    });

    it('comes by itself when the browser is online again', async () => {
      service.away = true;
      const form = await fixture<CohesionSignForm>(openForm());
      await until(form, '.waiting button');
      service.away = false;
      dispatchEvent(new Event('online'));
      await until(form, 'form');
    });
  });

  it('changes its language while somebody fills it in, and loses nothing but the tick for the other text', async () => {
    const form = await showForm();
    fillIn(form, { country: 'DE' }); // Germany, Tyskland: far apart in the two alphabets
    form.lang = 'sv';
    await waitUntil(() => textOf(form, '[part=title]')[0] === 'För en stark sammanhållningspolitik');
    expect(one<HTMLInputElement>(form, '[name=name]').value).to.equal('Sample Person');
    expect(one<HTMLInputElement>(form, '[name=consent]').checked).to.equal(false);
    form.lang = 'en';
    await waitUntil(() => textOf(form, '[part=title]')[0] === 'For a strong cohesion policy');
    expect(one<HTMLSelectElement>(form, '[name=country]').value).to.equal('DE');
  });

  it('keeps what was typed when the page moves it about', async () => {
    const form = await showForm();
    fillIn(form);
    for (let move = 0; move < 20; move++) document.body.append(form);
    await form.updateComplete;
    expect(one<HTMLInputElement>(form, '[name=name]').value).to.equal('Sample Person');
    form.remove();
  });
});
