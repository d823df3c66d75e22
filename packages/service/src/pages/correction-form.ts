import type { Correction, Refusal } from '@cohesion/contract';
import { signatureRules } from '@cohesion/contract';
import { html } from 'ghtml';
import type { OwnSignature } from '../store/index.ts';
import { msg, str } from '../words.ts';

type Field = keyof Correction;

/** What was typed, and what is wrong with it. */
export interface Unfit {
  readonly refusals: readonly Refusal[];
  readonly typed: Readonly<Record<string, unknown>>;
}

const autocomplete = { name: 'name', organisation: 'organization', capacity: 'organization-title' } as const;

/** Name, and what else was said of oneself. */
export function correctionForm(signature: OwnSignature, unfit: Unfit | undefined): string {
  const fields = (['name', 'organisation', 'capacity'] as const).filter((field) => isAsked(field, signature));
  return html`<h2>${msg('Correct it', { id: 'service.mine.correct' })}</h2>
    <form method="post" novalidate>
      !${fields.map((field) => input(field, signature, unfit))}
      <button class="button second" name="action" value="correct">
        ${msg('Save', { id: 'service.mine.save', desc: 'label of a button' })}
      </button>
    </form>`;
}

/** First on the page, and first read: what is wrong, with the way to it. */
export function summaryOf({ refusals }: Unfit): string {
  return html`<div class="notice wrong" role="alert" tabindex="-1" autofocus>
    <p>${msg('This could not be saved:', { id: 'service.mine.not-saved' })}</p>
    <ul>
      !${refusals.map(({ field = '', code }) => html`<li><a href="#${field}">${refusalText(code)}</a></li>`)}
    </ul>
  </div>`;
}

function isAsked(field: Field, signature: OwnSignature): boolean {
  const { required } = signatureRules[field];
  return required === true || required === signature.kind || signature[field] !== undefined;
}

function input(field: Field, signature: OwnSignature, unfit: Unfit | undefined): string {
  const refusal = unfit?.refusals.find((one) => one.field === field);
  const typed = unfit?.typed[field];
  const value = typeof typed === 'string' ? typed : signature[field];
  return html`<p class="field">
    <label for="${field}">${labelOf(field)}</label>
    !${refusal ? html`<span class="why" id="${field}-why">${refusalText(refusal.code)}</span>` : ''}
    <input
      id="${field}"
      name="${field}"
      value="${value ?? ''}"
      autocomplete="${autocomplete[field]}"
      translate="no"
      !${refusal ? html`aria-invalid="true" aria-describedby="${field}-why"` : ''}
    />
  </p>`;
}

function labelOf(field: Field): string {
  if (field === 'name') return msg('Name', { id: 'service.facts.name' });
  if (field === 'organisation')
    return msg('Organisation', { id: 'service.facts.organisation', desc: 'kind of signatory' });
  return msg('Your office', { id: 'sign-form.capacity' });
}

/** In the words of the form that was signed with. */
function refusalText(code: string): string {
  switch (code) {
    case 'name-missing':
      return msg('Enter your name', { id: 'sign-form.name-missing' });
    case 'organisation-missing':
      return msg('Enter the name of the organisation', { id: 'sign-form.organisation-missing' });
    case 'capacity-missing':
      return msg('Enter your office, such as “Mayor of …”', { id: 'sign-form.capacity-missing' });
    case 'name-too-long':
    case 'organisation-too-long':
    case 'capacity-too-long': {
      const most = signatureRules.name.maxLength;
      return msg(str`Shorten this to at most ${most} characters`, { id: 'sign-form.too-long', desc: 'a number' });
    }
    default:
      return msg('This has characters that cannot be used. Type it anew, with letters', { id: 'sign-form.malformed' });
  }
}
