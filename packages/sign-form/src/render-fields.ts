import { signatoryKinds, type Campaign, type Refusal, type SignatoryKind } from '@cohesion/contract';
import { msg } from '@cohesion/core';
import { html, nothing, type TemplateResult } from 'lit';
import { countriesIn } from './country-names.ts';
import type { Draft } from './draft.ts';
import { isRefused, refusalId, renderRefusal } from './render-refusal.ts';

interface Fields {
  readonly campaign: Campaign;
  readonly draft: Draft;
  readonly refusals: readonly Refusal[];
  readonly locale: string;
  /** False when the page has settled as what visitors sign. */
  readonly asksKind: boolean;
}

/** Who signs. The kind of signatory decides what is asked. */
export function renderFields(fields: Fields): TemplateResult {
  const { draft, refusals } = fields;
  const text = (name: TextName, label: string, options: TextOptions) =>
    renderText(name, label, options, draft[name], refusals);
  return html`
    ${fields.asksKind ? renderKinds(draft.kind) : nothing}
    ${text('name', nameLabel(draft.kind), { autocomplete: 'name' })}
    ${
      draft.kind === 'organisation'
        ? text('organisation', msg('Name of the organisation', { id: 'sign-form.organisation' }), {
            autocomplete: 'organization',
          })
        : nothing
    }
    ${
      draft.kind === 'politician'
        ? text('capacity', msg('Your office', { id: 'sign-form.capacity' }), {
            autocomplete: 'organization-title',
            hint: msg('Such as “Mayor of …” or “Member of the regional council of …”', {
              id: 'sign-form.capacity-hint',
            }),
          })
        : nothing
    }
    ${text('email', msg('E-mail address', { id: 'sign-form.email' }), {
      autocomplete: 'email',
      type: 'email',
      hint: msg('We send you a link to confirm that it is you.', { id: 'sign-form.email-hint' }),
    })}
    ${fields.campaign.fields.country === 'off' ? nothing : renderCountry(fields)}
  `;
}

function renderKinds(chosen: SignatoryKind) {
  return html`
    <fieldset part="field" class="field">
      <legend class="label">${msg('I sign as', { id: 'sign-form.kind' })}</legend>
      <div class="kinds">
        ${signatoryKinds.map(
          (kind) => html`
            <label class="kind">
              <input type="radio" name="kind" .value=${kind} .checked=${kind === chosen} />
              <span>${kindText(kind)}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}

function kindText(kind: SignatoryKind): string {
  switch (kind) {
    case 'individual':
      return msg('A person', { id: 'sign-form.individual', desc: 'I sign as …' });
    case 'organisation':
      return msg('An organisation', { id: 'sign-form.as-organisation', desc: 'I sign as …' });
    case 'politician':
      return msg('A politician', { id: 'sign-form.politician', desc: 'I sign as …' });
  }
}

function nameLabel(kind: SignatoryKind): string {
  return kind === 'organisation'
    ? msg('Your name, as its representative', { id: 'sign-form.representative' })
    : msg('Your name', { id: 'sign-form.name' });
}

type TextName = 'name' | 'organisation' | 'capacity' | 'email';

interface TextOptions {
  readonly autocomplete: 'name' | 'email' | 'organization' | 'organization-title';
  readonly hint?: string;
  readonly type?: 'text' | 'email';
}

function renderText(
  name: TextName,
  label: string,
  { autocomplete, hint, type = 'text' }: TextOptions,
  value: string,
  refusals: readonly Refusal[],
) {
  return html`
    <div part="field" class="field">
      <label class="label" for=${name}>${label}</label>
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing} ${renderRefusal(name, refusals)}
      <input
        id=${name}
        name=${name}
        type=${type}
        autocomplete=${autocomplete}
        dir=${type === 'email' ? 'ltr' : 'auto'}
        required
        aria-describedby=${describedBy(name, hint !== undefined, refusals)}
        aria-invalid=${isRefused(name, refusals)}
        .value=${value}
      />
    </div>
  `;
}

function renderCountry({ campaign, draft, refusals, locale }: Fields) {
  const countries = countriesIn(locale);
  // Suggested, never chosen for anybody: a country that nobody picked would be counted.
  const suggested = countries.filter(({ code }) => code === campaign.partner?.country);
  const isRequired = campaign.fields.country === 'required';
  return html`
    <div part="field" class="field">
      <label class="label" for="country">
        ${
          isRequired
            ? msg('Country', { id: 'sign-form.country' })
            : msg('Country (optional)', { id: 'sign-form.country-optional' })
        }
      </label>
      ${renderRefusal('country', refusals)}
      <select
        id="country"
        name="country"
        autocomplete="country"
        ?required=${isRequired}
        aria-describedby=${describedBy('country', false, refusals)}
        aria-invalid=${isRefused('country', refusals)}
      >
        <option value=""></option>
        ${[...suggested, ...countries].map(
          ({ code, name }) => html`<option .value=${code} .selected=${code === draft.country}>${name}</option>`,
        )}
      </select>
    </div>
  `;
}

function describedBy(name: string, hasHint: boolean, refusals: readonly Refusal[]): string | typeof nothing {
  const ids = [...(hasHint ? [`${name}-hint`] : []), ...(isRefused(name, refusals) ? [refusalId(name)] : [])];
  return ids.length > 0 ? ids.join(' ') : nothing;
}
