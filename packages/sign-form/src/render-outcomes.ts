import type { Campaign } from '@cohesion/contract';
import { msg } from '@cohesion/core';
import { str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { renderHeading } from './render-heading.ts';

/** The signature is with the service; the rest happens in the visitor's mailbox. */
export function renderSent(level: number, email: string, onCorrect: () => void): TemplateResult {
  return html`
    <div class="outcome" tabindex="-1" role="group" aria-labelledby="outcome">
      ${renderEnvelope()}
      <div id="outcome">
        ${renderHeading(level, msg('Check your mail', { id: 'sign-form.sent' }), { part: 'title' })}
      </div>
      <p class="lead">
        ${msg('One step is left. We have written to', { id: 'sign-form.sent-to', desc: 'an address follows on its own line' })}
      </p>
      <p class="address" translate="no" dir="ltr">${email.trim()}</p>
      <p>
        ${msg('Open the link in the mail and press the button there. Only then does your signature count.', {
          id: 'sign-form.sent-next',
        })}
      </p>
      <p class="hint">
        ${msg(
          'The link works for 72 hours. If no mail comes within a few minutes, look in the folder for unwanted mail.',
          {
            id: 'sign-form.sent-hint',
          },
        )}
      </p>
      <button type="button" class="secondary" @click=${onCorrect}>
        ${msg('Correct the address', { id: 'sign-form.correct' })}
      </button>
    </div>
  `;
}

/** The campaign takes no signatures: not yet, or no more. */
export function renderNotOpen(campaign: Campaign, locale: string): TemplateResult {
  return html`
    <p class="notice" tabindex="-1">
      ${
        campaign.status === 'upcoming'
          ? opensText(campaign.opens, locale)
          : msg('Signing has closed. Thank you to everyone who took part.', { id: 'sign-form.closed' })
      }
    </p>
  `;
}

function opensText(opens: string | null, locale: string): string {
  if (!opens) return msg('Signing has not opened yet. Please come back.', { id: 'sign-form.upcoming' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(opens));
  return msg(str`Signing opens on ${day}. Please come back then.`, { id: 'sign-form.opens', desc: 'a date' });
}

function renderEnvelope() {
  return html`
    <svg class="envelope" viewBox="0 0 32 24" width="48" aria-hidden="true"><path d="M2 2h28v20H2zl14 11L30 2" /></svg>
  `;
}
