import type { Refusal } from '@cohesion/contract';
import { msg } from '@cohesion/core';
import { html, nothing } from 'lit';
import { refusalText } from './refusal-text.ts';
import { renderHeading } from './render-heading.ts';

/** The fields that the form asks for; of a refusal of any other, a visitor cannot do anything but try again. */
const asked = /^(?:name|organisation|capacity|email|country|consent)$/;

/**
 * Everything that is wrong, at the top of the form, where the focus goes.
 * The alert is inside the box that takes the focus: on the box itself, JAWS reads only a part (GOV.UK Frontend 4.4).
 */
export function renderSummary(level: number, refusals: readonly Refusal[], onLink: (event: Event) => void) {
  if (refusals.length === 0) return nothing;
  const isMendable = refusals.some(isAboutField);
  return html`
    <div class="summary" part="errors" tabindex="-1">
      <div role="alert">
        ${renderHeading(level, msg('Not signed yet', { id: 'sign-form.summary' }))}
        <ul>
          ${refusals.map((refusal) => html`<li>${renderReason(refusal, onLink)}</li>`)}
        </ul>
      </div>
      ${
        isMendable
          ? nothing
          : html`<button class="secondary" type="submit">${msg('Try again', { id: 'sign-form.try-again' })}</button>`
      }
    </div>
  `;
}

function renderReason(refusal: Refusal, onLink: (event: Event) => void) {
  const text = refusalText(refusal.code);
  return isAboutField(refusal)
    ? html`<a href="#${refusal.field}" data-field=${refusal.field} @click=${onLink}>${text}</a>`
    : text;
}

function isAboutField(refusal: Refusal): refusal is Refusal & { field: string } {
  return asked.test(refusal.field ?? '');
}
