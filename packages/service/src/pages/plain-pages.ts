import { html } from 'ghtml';
import { msg } from '../words.ts';
import { page } from './page.ts';

/** What this is, for whoever comes upon it. */
export function homePage({ brand, development }: { brand: string; development: boolean }): string {
  const title = msg('Signature service', { id: 'service.home.title' });
  return page({
    title,
    brand,
    main: html` <h1>${title}</h1>
      <p>
        ${msg('Cities, regions and organisations show the widgets of the campaign on their own pages. This service takes the signatures, confirms them by mail and counts them.', { id: 'service.home.lead' })}
      </p>
      <ul class="list">
        !${entry('/embed/sign-form', msg('Sign the declaration', { id: 'service.home.sign' }), msg('The form on a page of its own', { id: 'service.home.sign-about' }))}
        !${entry('/embed/counter', msg('Signatures so far', { id: 'service.home.counter' }), msg('The counter on a page of its own', { id: 'service.home.counter-about' }))}
        !${entry('/v1/openapi.json', msg('For developers', { id: 'service.home.api' }), msg('Every call of the service, as OpenAPI', { id: 'service.home.api-about' }))}
        !${development ? entry('/dev/mail', msg('Development mailbox', { id: 'service.home.mailbox' }), msg('Every mail that was sent; only here, never in production', { id: 'service.home.mailbox-about' })) : ''}
      </ul>`,
  });
}

function entry(href: string, name: string, about: string): string {
  return html`<li>
    <a href="${href}"><strong>${name}</strong><span>${about}</span></a>
  </li>`;
}

export function notFoundPage(): string {
  const title = msg('There is nothing here', { id: 'service.not-found.title' });
  return page({
    title,
    main: html` <h1>${title}</h1>
      <p>${msg('Perhaps a part of the address is missing.', { id: 'service.not-found.advice' })}</p>
      <p><a href="/">${msg('To the start page', { id: 'service.not-found.home', desc: 'label of a link' })}</a></p>`,
  });
}

/** When the service cannot answer now. */
export function unavailablePage(): string {
  const title = msg('Please try again in a moment', { id: 'service.unavailable.title' });
  return page({
    title,
    main: html` <h1>${title}</h1>
      <p>
        ${msg('We could not do this right now. Nothing is lost: load the page again, or open the link once more later.', { id: 'service.unavailable.advice' })}
      </p>`,
  });
}
