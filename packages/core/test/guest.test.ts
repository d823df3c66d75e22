import { CohesionElement, define, hostStyles } from '@cohesion/core';
import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { html as litHtml } from 'lit';

class GuestElement extends CohesionElement {
  static override styles = [hostStyles];
  protected override render() {
    return litHtml`<form><label>Name <input name="name" /></label></form>`;
  }
}
define('guest-element', GuestElement);

async function showGuest(page = html`<guest-element></guest-element>`) {
  const container = await fixture(page);
  const guest = (
    container.localName === 'guest-element' ? container : container.querySelector('guest-element')
  ) as GuestElement;
  await guest.updateComplete;
  return guest;
}
const rootOf = (guest: Element) => guest.shadowRoot!.querySelector('.root')!;

describe('an element on somebody else’s page', () => {
  it('keeps its looks under the page’s heavy hand', async () => {
    const guest = await showGuest(html`
      <div>
        <style>
          html {
            font-size: 62.5%;
          }
          div,
          div * {
            float: right !important;
            display: inline !important;
            visibility: hidden !important;
            letter-spacing: 9px !important;
            text-transform: uppercase !important;
            text-align: center;
            white-space: nowrap;
            line-height: 3;
          }
          div {
            visibility: visible !important;
          }
        </style>
        <guest-element></guest-element>
      </div>
    `);
    const host = getComputedStyle(guest);
    expect(host.display).to.equal('block');
    expect(host.float).to.equal('none');
    expect(host.visibility).to.equal('visible');
    const root = getComputedStyle(rootOf(guest));
    expect(root.letterSpacing).to.equal('normal');
    expect(root.textTransform).to.equal('none');
    expect(root.whiteSpace).to.equal('normal');
    expect(root.fontSize).to.equal('16px');
  });

  it('takes the page’s font', async () => {
    const guest = await showGuest(html`<div style="font-family: Courier"><guest-element></guest-element></div>`);
    expect(getComputedStyle(rootOf(guest)).fontFamily).to.equal('Courier');
  });

  for (const place of ['float: left', 'display: inline-block', 'display: table-cell', 'position: absolute']) {
    it(`is wide enough where the page asks how wide it is (${place})`, async () => {
      const guest = await showGuest(html`<div style=${place}><guest-element></guest-element></div>`);
      expect(guest.offsetWidth).to.be.greaterThan(200);
    });
  }

  it('fills the width of a column that centres what is in it', async () => {
    const guest = await showGuest(html`
      <div style="display: flex; flex-direction: column; align-items: center; width: 600px">
        <guest-element></guest-element>
      </div>
    `);
    expect(guest.offsetWidth).to.equal(600);
  });

  it('is gone when it is hidden', async () => {
    const guest = await showGuest(html`<guest-element hidden></guest-element>`);
    expect(getComputedStyle(guest).display).to.equal('none');
  });

  it('reads from left to right on a page that does not', async () => {
    const guest = await showGuest(html`<div dir="rtl"><guest-element></guest-element></div>`);
    expect(getComputedStyle(rootOf(guest)).direction).to.equal('ltr');
  });

  it('keeps Enter and letters to itself, so that the page’s own button is not pressed', async () => {
    const guest = await showGuest();
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener('keydown', listen);
    for (const key of ['Enter', 'a', 'Escape', 'Tab']) {
      guest.shadowRoot
        ?.querySelector('input')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    }
    document.removeEventListener('keydown', listen);
    expect(heard).to.deep.equal(['Escape', 'Tab']);
  });

  it('leaves a tag alone that another copy has registered', () => {
    expect(() => {
      define('guest-element', class extends HTMLElement {});
    }).not.to.throw();
    expect(customElements.get('guest-element')).to.equal(GuestElement);
  });

  it('takes properties that were set before it was defined', async () => {
    const early = document.createElement('late-element') as HTMLElement & { campaign?: string };
    early.campaign = 'sample';
    document.body.append(early);
    define('late-element', class extends GuestElement {});
    await aTimeout(0);
    expect(early.campaign).to.equal('sample');
    expect(Object.hasOwn(early, 'campaign')).to.equal(false);
    early.remove();
  });

  it('keeps the height that the page has reserved, until it has something to show', async () => {
    const page = await fixture(html`
      <div>
        <style>
          waiting-element:not(:defined) {
            display: block;
            min-height: 300px;
          }
        </style>
        <waiting-element>Sign here</waiting-element>
      </div>
    `);
    class WaitingElement extends CohesionElement {
      static override styles = [hostStyles];
      static override properties = { ready: { type: Boolean } };
      declare ready: boolean;
      protected override render() {
        return this.ready ? litHtml`<p>Here it is</p>` : litHtml`<slot></slot>`;
      }
    }
    define('waiting-element', WaitingElement);
    const element = page.querySelector<WaitingElement>('waiting-element')!;
    await element.updateComplete;
    expect(element.offsetHeight).to.equal(300);
    element.ready = true;
    await element.updateComplete;
    expect(element.offsetHeight).to.be.lessThan(300);
  });
});
