import type { Campaign } from '@cohesion/contract';
import { html } from 'ghtml';
import type { SignatureInMail } from '../store/index.ts';
import { msg } from '../words.ts';

// What several pages about a signature show.

/** What was signed, by whom, and as what. */
export function facts({ kind, name, organisation, capacity }: SignatureInMail, campaign: Campaign): string {
  const as = {
    individual: msg('Individual', { id: 'service.facts.individual', desc: 'kind of signatory' }),
    organisation: msg('Organisation', { id: 'service.facts.organisation', desc: 'kind of signatory' }),
    politician: msg('Politician', { id: 'service.facts.politician', desc: 'kind of signatory' }),
  }[kind];
  const detail = kind === 'organisation' ? organisation : kind === 'politician' ? capacity : undefined;
  return html`<dl class="facts">
    <div>
      <dt>${msg('Declaration', { id: 'service.facts.declaration' })}</dt>
      <dd>${campaign.declaration.title}</dd>
    </div>
    <div>
      <dt>${msg('Name', { id: 'service.facts.name' })}</dt>
      <dd translate="no">${name}</dd>
    </div>
    <div>
      <dt>${msg('Signs as', { id: 'service.facts.kind', desc: 'label before the kind of signatory' })}</dt>
      <dd>${as}!${detail ? html`: <span translate="no">${detail}</span>` : ''}</dd>
    </div>
  </dl>`;
}

export function signAgain({ id, lang }: Campaign): string {
  const href = `/embed/sign-form?${new URLSearchParams({ campaign: id, lang }).toString()}`;
  return html`<p>
    <a class="button" href="${href}"
      >${msg('Sign again', { id: 'service.spent.sign-again', desc: 'label of a link' })}</a
    >
  </p>`;
}

export function privacyLines({ privacy }: Campaign): string {
  return html`<p>
    ${privacy.controller} ·
    <a href="${privacy.url}"
      >${msg('What happens to your data', { id: 'service.mail.privacy', desc: 'label of a link' })}</a
    >
  </p>`;
}
