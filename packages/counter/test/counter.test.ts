import type { Total } from '@cohesion/contract';
import '@cohesion/counter/define.js';
import type { CohesionCounter } from '@cohesion/counter';
import { StandInService } from '@cohesion/core/testing.js';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';

describe('<cohesion-counter>', () => {
  let service: StandInService;

  beforeEach(() => {
    service = new StandInService();
  });
  afterEach(() => {
    service.stop();
  });

  const showCounter = async (page = html`<cohesion-counter service=${service.origin}></cohesion-counter>`) => {
    const container = await fixture(page);
    return (
      container.localName === 'cohesion-counter' ? container : container.querySelector('cohesion-counter')
    ) as CohesionCounter;
  };
  const partOf = (counter: Element, name: string) => counter.shadowRoot?.querySelector(`[part='${name}']`);
  const textOf = (counter: Element, name: string) => partOf(counter, name)?.textContent?.trim();
  const shows = (counter: Element, number: string) =>
    waitUntil(() => textOf(counter, 'number') === number, `the counter never showed ${number}`);

  /** What the browser tells about a tab in the background. */
  const setHidden = (isHidden: boolean) => {
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  afterEach(() => {
    delete (document as { hidden?: boolean }).hidden;
  });

  it('shows how many have signed, written as in the reader’s language', async () => {
    const english = await showCounter();
    await shows(english, '2,981');
    const swedish = await showCounter(html`<cohesion-counter lang="sv" service=${service.origin}></cohesion-counter>`);
    await shows(swedish, '2\u00a0981');
    expect(textOf(swedish, 'label')).to.equal('underskrifter');
  });

  it('says how near the goal is', async () => {
    const counter = await showCounter();
    await shows(counter, '2,981');
    const bar = partOf(counter, 'bar');
    expect(bar).to.have.property('position', 2981 / 3000);
    expect(bar).to.have.attribute('aria-valuetext', '2,981 of 3,000');
    expect(textOf(counter, 'progress')).to.equal('Goal: 3,000');
    await expect(counter).to.be.accessible();
  });

  it('takes a goal of the page’s own, and says when it is reached', async () => {
    const counter = await showCounter(
      html`<cohesion-counter goal="2500" service=${service.origin}></cohesion-counter>`,
    );
    await shows(counter, '2,981');
    expect(textOf(counter, 'progress')).to.equal('Goal of 2,500 reached');
    expect(partOf(counter, 'bar')).to.have.property('position', 1);
    await expect(counter).to.be.accessible();
  });

  it('counts a region, without the whole campaign’s goal', async () => {
    const counter = await showCounter(html`
      <cohesion-counter region="SE22" kind="organisation" service=${service.origin}></cohesion-counter>
    `);
    await shows(counter, '2,981');
    expect(service.callsTo('/total')[0]?.url.search).to.equal('?region=SE22&kind=organisation');
    expect(partOf(counter, 'bar')).to.equal(null);
  });

  it('ignores a goal and a kind that are none', async () => {
    const counter = await showCounter(html`
      <cohesion-counter goal="many" kind="robot" service=${service.origin}></cohesion-counter>
    `);
    await shows(counter, '2,981');
    expect(service.callsTo('/total')[0]?.url.search).to.equal('');
    expect(textOf(counter, 'progress')).to.equal('Goal: 3,000');
  });

  it('is a word of text when compact', async () => {
    const counter = await showCounter(html`<cohesion-counter compact service=${service.origin}></cohesion-counter>`);
    await shows(counter, '2,981');
    expect(partOf(counter, 'bar')).to.equal(null);
    expect(getComputedStyle(counter).display).to.equal('inline-block');
    await expect(counter).to.be.accessible();
  });

  it('moves as others sign, and tells the page', async () => {
    const counter = await showCounter(html`<cohesion-counter live service=${service.origin}></cohesion-counter>`);
    await shows(counter, '2,981');
    setTimeout(() => {
      service.announce(2982);
    });
    const counted = await oneEvent<CustomEvent<Total>>(document, 'cohesion-counted');
    expect(counted.detail.total).to.equal(2982);
    await shows(counter, '2,982');
  });

  it('tells once that the goal has been reached, and not to those who came later', async () => {
    const counter = await showCounter(html`<cohesion-counter live service=${service.origin}></cohesion-counter>`);
    const reached: number[] = [];
    counter.addEventListener('cohesion-goal-reached', ({ detail }) => reached.push(detail.total));
    await shows(counter, '2,981');
    for (const total of [2999, 3000, 3001]) {
      service.announce(total);
      await shows(counter, `${Math.floor(total / 1000)},${String(total % 1000).padStart(3, '0')}`);
    }
    expect(reached).to.deep.equal([3000]);
  });

  it('does not go back when an older answer comes late', async () => {
    const counter = await showCounter(html`<cohesion-counter live service=${service.origin}></cohesion-counter>`);
    await shows(counter, '2,981');
    service.announce(2990);
    await shows(counter, '2,990');
    service.openStreams[0]?.say(
      JSON.stringify({ total: 2985, goal: 3000, asOf: '2020-01-01T00:00:00Z', nextPoll: 30 }),
    );
    await counter.updateComplete;
    expect(textOf(counter, 'number')).to.equal('2,990');
  });

  it('shares one connection and one question with all counters of the page', async () => {
    const page = await fixture(html`
      <div>
        ${Array.from({ length: 20 }, () => html`<cohesion-counter live service=${service.origin}></cohesion-counter>`)}
        <cohesion-counter live country="SE" service=${service.origin}></cohesion-counter>
        <cohesion-counter country="SE" service=${service.origin}></cohesion-counter>
      </div>
    `);
    await waitUntil(() => [...page.children].every((counter) => textOf(counter, 'number') === '2,981'));
    expect(service.callsTo('/total').map(({ url }) => url.search)).to.have.members(['', '?country=SE']);
    expect(service.openStreams.map(({ url }) => url.search)).to.deep.equal(['']);
  });

  it('streams only its own part when that is all the page shows', async () => {
    await shows(
      await showCounter(html`<cohesion-counter live country="SE" service=${service.origin}></cohesion-counter>`),
      '2,981',
    );
    expect(service.openStreams.map(({ url }) => url.search)).to.deep.equal(['?country=SE']);
  });

  it('opens no stream unless it is asked to be live', async () => {
    await shows(await showCounter(), '2,981');
    expect(service.streams).to.deep.equal([]);
  });

  it('costs nothing while the page is hidden, and is right again when it comes back', async () => {
    const counter = await showCounter(html`<cohesion-counter live service=${service.origin}></cohesion-counter>`);
    await shows(counter, '2,981');
    setHidden(true);
    expect(service.openStreams).to.deep.equal([]);
    service.total = 2999;
    setHidden(false);
    expect(service.openStreams).to.have.lengthOf(1);
    await waitUntil(() => textOf(counter, 'number') === '2,999', 'it never asked again', { timeout: 3000 });
  });

  it('lets go of its stream soon after it has left the page, but not while it is moved', async () => {
    const counter = await showCounter(html`<cohesion-counter live service=${service.origin}></cohesion-counter>`);
    await shows(counter, '2,981');
    for (let move = 0; move < 20; move++) document.body.append(counter);
    expect(service.streams).to.have.lengthOf(1);
    counter.remove();
    await waitUntil(() => service.openStreams.length === 0, 'the stream stayed open');
  });

  it('asks at the pace the service sets', async () => {
    service.nextPoll = 0.05;
    const counter = await showCounter();
    await shows(counter, '2,981');
    service.total = 2983;
    await shows(counter, '2,983');
  });

  it('keeps the last number, with its time, while the service is away', async () => {
    service.nextPoll = 0.05;
    const counter = await showCounter();
    await shows(counter, '2,981');
    service.away = true;
    await waitUntil(() => partOf(counter, 'as-of'), 'it never said how old the number is');
    expect(textOf(counter, 'number')).to.equal('2,981');
    expect(textOf(counter, 'as-of')).to.match(/^As of \d/);
    await expect(counter).to.be.accessible();
  });

  it('carries on by asking when the stream is refused', async () => {
    service.nextPoll = 0.05;
    const counter = await showCounter(html`<cohesion-counter live service=${service.origin}></cohesion-counter>`);
    await shows(counter, '2,981');
    service.openStreams[0]?.fail();
    service.total = 2984;
    await shows(counter, '2,984');
  });

  it('says how many in good grammar', async () => {
    service.total = 1;
    const counter = await showCounter();
    await shows(counter, '1');
    expect(textOf(counter, 'label')).to.equal('signature');
  });

  it('tells of no goal reached because it counts something else', async () => {
    const counter = await showCounter(
      html`<cohesion-counter goal="2500" country="SE" service=${service.origin}></cohesion-counter>`,
    );
    const reached: Event[] = [];
    counter.addEventListener('cohesion-goal-reached', (event) => reached.push(event));
    service.total = 17;
    counter.country = 'FI';
    await shows(counter, '17');
    service.total = 2981;
    counter.removeAttribute('country');
    await shows(counter, '2,981');
    expect(reached).to.deep.equal([]);
  });

  it('leaves what stands between its tags until it knows better', async () => {
    service.away = true;
    const counter = await showCounter(html`
      <cohesion-counter service=${service.origin}
        ><a href="https://alliance.example">Thousands have signed</a></cohesion-counter
      >
    `);
    await waitUntil(() => service.callsTo('/total').length > 0);
    await counter.updateComplete;
    expect(counter.shadowRoot?.querySelector('slot')?.assignedElements()[0]?.textContent).to.equal(
      'Thousands have signed',
    );
    expect(counter.shadowRoot?.textContent?.trim()).to.equal('');
  });

  it('starts anew when it is told to count something else', async () => {
    const counter = await showCounter();
    await shows(counter, '2,981');
    service.total = 17;
    counter.country = 'SE';
    await shows(counter, '17');
  });
});
