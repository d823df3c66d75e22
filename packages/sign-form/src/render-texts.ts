import type { Campaign, ChoiceName, Refusal } from '@cohesion/contract';
import { msg } from '@cohesion/core';
import { str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Draft } from './draft.ts';
import { renderHeading } from './render-heading.ts';
import { isRefused, refusalId, renderRefusal } from './render-refusal.ts';

/** Which campaign this is. */
export function renderHeader(level: number, { hashtag, title, summary, lang }: Campaign): TemplateResult {
  return html`
    <div lang=${lang}>
      <p class="hashtag" translate="no">${hashtag}</p>
      ${renderHeading(level, title, { part: 'title' })}
      <p class="lead">${summary}</p>
    </div>
  `;
}

/** What one signs: at a glance, and in full a click away. */
export function renderDeclaration(level: number, { declaration, lang }: Campaign): TemplateResult {
  return html`
    <details class="declaration" part="declaration">
      <summary>${msg('Read the whole declaration', { id: 'sign-form.declaration' })}</summary>
      <div class="text" lang=${lang}>
        ${renderHeading(level, declaration.title)} ${renderParagraphs(declaration.paragraphs)}
      </div>
    </details>
  `;
}

interface Consent {
  readonly campaign: Campaign;
  readonly draft: Draft;
  readonly refusals: readonly Refusal[];
}

/** Who is responsible and what happens to the data, in short; in full a click away. */
export function renderPrivacy({ privacy, lang }: Campaign): TemplateResult {
  const { controller } = privacy;
  return html`
    <div class="privacy">
      <p>
        ${msg(str`Responsible for your data: ${controller}`, { id: 'sign-form.controller', desc: 'who is responsible' })}
      </p>
      <details>
        <summary>${msg('What happens to your data', { id: 'sign-form.privacy' })}</summary>
        <div class="text">
          <div lang=${lang}>${renderParagraphs(privacy.paragraphs)}</div>
          <p>
            <a href=${privacy.url} target="_blank" rel="noopener">
              ${msg('Data protection in full (opens in a new tab)', { id: 'sign-form.privacy-link' })}
            </a>
          </p>
        </div>
      </details>
    </div>
  `;
}

/** The one agreement that signing needs, and the three choices that it does not. */
export function renderConsent({ campaign, draft, refusals }: Consent): TemplateResult {
  const { privacy, choices, lang } = campaign;
  const choice = (name: ChoiceName) => renderChoice(name, choices[name], lang, draft[name]);
  return html`
    <div class="field">
      ${renderRefusal('consent', refusals)}
      <label class="choice required">
        <input
          type="checkbox"
          name="consent"
          required
          aria-describedby=${isRefused('consent', refusals) ? refusalId('consent') : nothing}
          aria-invalid=${isRefused('consent', refusals)}
          .checked=${draft.consent}
        />
        <span lang=${lang}>${privacy.consent}</span>
      </label>
    </div>
    <fieldset class="field">
      <legend class="label">${msg('If you like (optional)', { id: 'sign-form.choices' })}</legend>
      ${choice('listed')} ${choice('updates')} ${choice('partnerUpdates')}
    </fieldset>
  `;
}

function renderChoice(name: ChoiceName, text: string | undefined, lang: string, isChosen: boolean) {
  if (text === undefined) return nothing;
  return html`
    <label class="choice">
      <input type="checkbox" name=${name} .checked=${isChosen} />
      <span lang=${lang}>${text}</span>
    </label>
  `;
}

function renderParagraphs(paragraphs: readonly string[]) {
  return paragraphs.map((paragraph) => html`<p>${paragraph}</p>`);
}
