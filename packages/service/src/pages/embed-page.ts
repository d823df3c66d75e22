import type { Campaign } from '@cohesion/contract';
import { html } from 'ghtml';
import { msg, str } from '../words.ts';
import { page } from './page.ts';

/** The elements that have a hosted page, and the attributes that its address may set. */
export const embeddable = {
  'sign-form': ['kind', 'heading-level'],
  counter: ['region', 'country', 'kind', 'goal', 'live', 'compact'],
} as const;

export type Embeddable = keyof typeof embeddable;

export interface EmbedOptions {
  readonly campaign: Campaign;
  readonly contact: string;
  readonly publicUrl: string;
  /** Of the page's address. */
  readonly query: Readonly<Record<string, string>>;
}

/** One element over the whole width: for a frame, a plain link, and a page whose own script was blocked. */
export function embedPage(element: Embeddable, { campaign, contact, publicUrl, query }: EmbedOptions): string {
  const attributes = {
    service: publicUrl,
    campaign: campaign.id,
    lang: campaign.lang,
    ...(element === 'sign-form' && { 'heading-level': '1' }),
    ...(campaign.partner && { partner: campaign.partner.id }),
    ...Object.fromEntries(embeddable[element].filter((name) => name in query).map((name) => [name, query[name]])),
  };
  const written = Object.entries(attributes).map(([name, value]) => html` !${name}="${value}"`);
  return page({
    title: campaign.declaration.title,
    layout: 'embedded',
    head: html`<script type="module" src="/v1/cohesion.js"></script>`,
    main: html`!${element === 'counter' ? html`<h1 class="unseen">${campaign.declaration.title}</h1>` : ''}<cohesion-!${element}!${written}>!${withoutScript(element, campaign, contact)}</cohesion-!${element}>`,
  });
}

/** What stands there until the element does, or for good without JavaScript. */
function withoutScript(element: Embeddable, { declaration, summary }: Campaign, contact: string): string {
  if (element === 'counter') return html`<p>${summary}</p>`;
  return html`<h1>${declaration.title}</h1>
    <p>${summary}</p>
    <noscript>
      <p>
        ${msg(str`This form needs JavaScript. Without it, you can sign by writing to ${contact}.`, {
          id: 'service.embed.without-script',
          desc: 'an e-mail address',
        })}
      </p>
    </noscript>`;
}
