import { CohesionElement, define, hostStyles, msg } from '@cohesion/core';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { html as litHtml } from 'lit';

class SampleElement extends CohesionElement {
  static override styles = [hostStyles];
  protected override render() {
    return litHtml`<p>${msg('signatures', { id: 'counter.signatures.other' })}</p>`;
  }
}
define('sample-element', SampleElement);

const wordsOf = (element: Element) => element.shadowRoot?.querySelector('p')?.textContent;
const speaks = (element: Element, words: string) =>
  waitUntil(() => wordsOf(element) === words, `never said “${words}”`);

describe('the language of an element', () => {
  it('is its own, where it has one', async () => {
    const element = await fixture(html`<sample-element lang="sv"></sample-element>`);
    await speaks(element, 'underskrifter');
  });

  it('is that of its nearest ancestor, through shadow roots', async () => {
    const outer = await fixture(html`<section lang="sv"></section>`);
    const host = document.createElement('div');
    outer.append(host);
    const element = document.createElement('sample-element');
    host.attachShadow({ mode: 'open' }).append(element);
    await speaks(element, 'underskrifter');
  });

  it('can be another for each of two elements on one page', async () => {
    const both = await fixture(
      html`<div><sample-element lang="sv"></sample-element><sample-element lang="en"></sample-element></div>`,
    );
    const [swedish, english] = both.querySelectorAll('sample-element');
    await speaks(swedish!, 'underskrifter');
    await speaks(english!, 'signatures');
  });

  it('follows the page when that changes', async () => {
    const section = await fixture(html`<section lang="en"><sample-element></sample-element></section>`);
    const element = section.querySelector('sample-element')!;
    await speaks(element, 'signatures');
    section.setAttribute('lang', 'sv-FI');
    await speaks(element, 'underskrifter');
  });

  it('stays when a translation tool renames the language of the page', async () => {
    const root = document.documentElement;
    root.lang = 'sv';
    const element = await fixture(html`<sample-element></sample-element>`);
    await speaks(element, 'underskrifter');
    root.className = 'translated-ltr';
    root.lang = 'en';
    await new Promise(requestAnimationFrame);
    expect(wordsOf(element)).to.equal('underskrifter');
    root.className = '';
    root.removeAttribute('lang');
    await speaks(element, 'signatures');
  });

  it('is English where we do not have the words, and is said to assistive technology', async () => {
    const element = await fixture(html`<sample-element lang="eo"></sample-element>`);
    await speaks(element, 'signatures');
    expect(element.shadowRoot?.querySelector('.root')).to.have.attribute('lang', 'en');
  });

  it('is understood the way some content management systems write it', async () => {
    await speaks(await fixture(html`<sample-element lang="sv_SE"></sample-element>`), 'underskrifter');
  });

  it('survives a lang that is none', async () => {
    const element = await fixture(html`<sample-element lang="not a language!"></sample-element>`);
    await speaks(element, 'signatures');
  });

  it('shows no English while the words of another language are on their way', async () => {
    const element = document.createElement('sample-element');
    element.lang = 'sv';
    element.textContent = 'Ett ögonblick';
    const seen: (string | null | undefined)[] = [];
    document.body.append(element);
    await waitUntil(() => {
      seen.push(wordsOf(element));
      return wordsOf(element) === 'underskrifter';
    });
    expect(seen).not.to.include('signatures');
    element.remove();
  });
});
