import { html } from 'ghtml';
import type { BoxedMail } from '../mail/dev-mailbox.ts';
import { page } from './page.ts';

// For developers, so in English only.

const sheet = { brand: 'Development mailbox', layout: 'wide' } as const;
const timeOf = (at: string) => html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time>`;

export function mailListPage(mails: readonly BoxedMail[]): string {
  const list = html`<ul class="list">
    !${mails.map(
      ({ id, subject, to, at }) =>
        html`<li>
          <a href="/dev/mail/${id}"><strong>${subject}</strong><span>to ${to}</span>!${timeOf(at)}</a>
        </li>`,
    )}
  </ul>`;
  return page({
    ...sheet,
    title: 'Mails sent',
    main: html` <h1>Mails sent</h1>
      !${mails.length > 0 ? list : html`<p>No mail yet. Sign the declaration on one of the sample pages, then <a href="/dev/mail">load this page again</a>.</p>`}`,
    footer: html`<p>Newest first. For programs: <a href="/dev/mail.json">/dev/mail.json</a></p>`,
  });
}

export function mailPage({ id, from, to, subject, text, at }: BoxedMail): string {
  return page({
    ...sheet,
    title: subject,
    main: html` <h1>${subject}</h1>
      <dl class="facts">
        <div>
          <dt>From</dt>
          <dd>${from}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>${to}</dd>
        </div>
        <div>
          <dt>Sent</dt>
          <dd>!${timeOf(at)}</dd>
        </div>
      </dl>
      <h2 id="text">As text</h2>
      <div class="mail-text" role="region" aria-labelledby="text">!${linked(text)}</div>
      <h2 id="html">As HTML</h2>
      <iframe src="/dev/mail/${id}/html" title="The mail as HTML"></iframe>`,
    footer: html`<p>
      <a href="/dev/mail">All mails</a> · <a href="/dev/mail/${id}/source">The message as it was sent</a>
    </p>`,
  });
}

/** Text with its addresses made into links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`))
    .join('');
}
