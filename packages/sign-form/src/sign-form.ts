import { checkSignature, signatoryKinds, type Campaign, type Refusal, type SignatoryKind } from '@cohesion/contract';
import { CampaignController, CohesionElement, hostStyles, msg, toJson, uuid, warnOnce } from '@cohesion/core';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { emptyDraft, readInto, signatureOf, type Draft } from './draft.ts';
import { renderFields } from './render-fields.ts';
import { renderConsent, renderDeclaration, renderHeader, renderPrivacy } from './render-texts.ts';
import { renderNotOpen, renderSent } from './render-outcomes.ts';
import { renderSummary } from './render-summary.ts';
import { signFormStyles } from './sign-form.styles.ts';

/** Where the visitor is: filling in, waiting for the answer, or on the way to the mailbox. */
type Phase = 'filling' | 'sending' | 'sent';

/**
 * @summary Lets a visitor read the declaration and sign it.
 *
 * @tag cohesion-sign-form
 * @slot - What a reader sees until the form is there, or if it never comes: a link to the hosted form.
 * @fires {CustomEvent<{kind: SignatoryKind}>} cohesion-sign - About to be sent. Cancel it to send the signature another way.
 * @fires {CustomEvent<{kind: SignatoryKind}>} cohesion-signed - The service has taken it; it counts once the mail is answered.
 * @fires {CustomEvent<{codes: string[]}>} cohesion-refused - The form or the service has refused it; the codes say why.
 * @csspart card - The frame around everything.
 * @csspart title - The campaign's title.
 * @csspart declaration - The declaration.
 * @csspart field - A label with its control.
 * @csspart errors - The summary of what is wrong.
 * @csspart submit - The button that signs.
 * @cssprop [--cohesion-sign-form-color=var(--cohesion-accent-color)] - Colour of the button and of what is chosen.
 */
export class CohesionSignForm extends CohesionElement {
  static override styles = [hostStyles, signFormStyles];
  static override properties: PropertyDeclarations = {
    ...CohesionElement.properties,
    kind: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
    draft: { state: true },
    phase: { state: true },
    refusals: { state: true },
  };

  /** As what visitors sign here: individual, organisation or politician. Default: they choose. */
  declare kind?: SignatoryKind | undefined;

  /** Level of the title among the page's headings, 1 to 6. */
  declare headingLevel: number;

  /** @internal */
  declare draft: Draft;
  /** @internal */
  declare phase: Phase;
  /** @internal */
  declare refusals: readonly Refusal[];

  readonly #campaign: CampaignController = new CampaignController(this);
  /** One key for one intent: the same text sent again is the same signature. */
  #intent?: { readonly body: string; readonly key: string };
  /** The texts on the screen; a tick given to others is no consent to these. */
  #textsShown = '';
  /** What to focus once it is drawn. */
  #focusNext?: string | undefined;

  constructor() {
    super();
    this.headingLevel = 2;
    this.draft = emptyDraft();
    this.phase = 'filling';
    this.refusals = [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('kind') && this.kind) this.#presetKind(this.kind);
    if (!(this.headingLevel >= 1 && this.headingLevel <= 6)) {
      warnOnce(this, 'heading-level', '1 to 6');
      this.headingLevel = 2;
    }
    this.#forgetConsentToOtherTexts();
  }

  protected override render() {
    const campaign = this.#campaign.answer;
    if (!campaign) return this.#renderWaiting();
    return html`<div class="card" part="card">${this.#renderPhase(campaign)}</div>`;
  }

  protected override updated(): void {
    const next = this.#focusNext && this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (!next) return;
    this.#focusNext = undefined;
    next.focus();
  }

  #renderWaiting() {
    // A line break between the tags is no fallback, though the browser takes it for one.
    if (this.textContent.trim() || this.childElementCount > 0) return html`<slot></slot>`;
    return this.#campaign.error ? this.#renderAway() : this.#renderLoading();
  }

  #renderLoading() {
    return html`<p class="card waiting" role="status">
      ${msg('The form is being loaded…', { id: 'sign-form.loading' })}
    </p>`;
  }

  #renderAway() {
    return html`
      <div class="card waiting">
        <p role="status">${msg('The form cannot be shown right now.', { id: 'sign-form.away' })}</p>
        <button type="button" class="secondary" @click=${this.#onReload}>
          ${msg('Try again', { id: 'sign-form.try-again' })}
        </button>
      </div>
    `;
  }

  #renderPhase(campaign: Campaign) {
    if (this.phase === 'sent') return renderSent(this.headingLevel, this.draft.email, this.#onCorrect);
    return html`
      ${renderHeader(this.headingLevel, campaign)}
      ${
        campaign.status === 'open'
          ? html`${renderDeclaration(this.headingLevel + 1, campaign)} ${this.#renderForm(campaign)}`
          : renderNotOpen(campaign, this.locale)
      }
    `;
  }

  #renderForm(campaign: Campaign) {
    const isSending = this.phase === 'sending';
    return html`
      <form novalidate @submit=${this.#onSubmit} @input=${this.#onInput} aria-busy=${isSending ? 'true' : nothing}>
        ${renderSummary(this.headingLevel + 1, this.refusals, this.#onSummaryLink)}
        ${renderFields({ campaign, draft: this.draft, refusals: this.refusals, locale: this.locale, asksKind: !this.kind })}
        ${renderPrivacy(campaign)} ${renderConsent({ campaign, draft: this.draft, refusals: this.refusals })}
        <div class="send">
          <button part="submit" class="primary" type="submit" aria-disabled=${isSending ? 'true' : nothing}>
            ${isSending ? msg('Sending…', { id: 'sign-form.sending' }) : msg('Sign the declaration', { id: 'sign-form.submit' })}
          </button>
        </div>
      </form>
    `;
  }

  readonly #onInput = (event: Event): void => {
    this.draft = readInto(this.draft, event.currentTarget as HTMLFormElement);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault(); // the page stays where it is
    const campaign = this.#campaign.answer;
    if (!campaign || this.phase === 'sending') return; // a second click while the first is on its way
    this.draft = readInto(this.draft, event.currentTarget as HTMLFormElement);
    void this.#sign(campaign);
  };

  readonly #onCorrect = (): void => {
    this.phase = 'filling';
    this.#focusNext = '[name=email]';
  };

  readonly #onReload = (): void => {
    this.#campaign.reload();
  };

  /** A page's `<base>` would turn the link into a journey; what is wanted is the field. */
  readonly #onSummaryLink = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLAnchorElement).dataset['field'] ?? '';
    this.renderRoot.querySelector<HTMLElement>(`[name=${field}]`)?.focus();
  };

  async #sign(campaign: Campaign): Promise<void> {
    const { signature, refusals } = checkSignature(signatureOf(this.draft, campaign), campaign.fields);
    if (refusals) {
      this.#refuse(refusals);
      return;
    }
    const detail = { kind: signature.kind };
    const options = { bubbles: true, composed: true, detail };
    if (!this.dispatchEvent(new CustomEvent('cohesion-sign', { ...options, cancelable: true }))) return;

    this.refusals = [];
    this.phase = 'sending';
    this.#focusNext = '[part=submit]'; // “Try again” is gone with the complaint it stood in
    try {
      const outcome = await this.client.sign(signature, this.#keyFor(toJson({ ...signature })));
      if (outcome.refusals) {
        this.#refuse(outcome.refusals);
        return;
      }
      this.phase = 'sent';
      this.draft = { ...this.draft, email: signature.email }; // perhaps edited meanwhile; the mail goes to this one
      this.#focusNext = '.outcome';
      this.dispatchEvent(new CustomEvent('cohesion-signed', options));
    } catch {
      // Perhaps it arrived, perhaps not: the same key makes sure that trying again gives one signature.
      this.#refuse([{ code: 'unavailable' }]);
    }
  }

  #refuse(refusals: readonly Refusal[]): void {
    this.phase = 'filling';
    this.refusals = refusals;
    const codes = [];
    for (const { code } of refusals) codes.push(code);
    const isOver = codes.includes('campaign-not-open');
    this.#focusNext = isOver ? '.notice' : '[part=errors]';
    if (isOver || codes.includes('consent-outdated')) this.#campaign.reload();
    this.dispatchEvent(new CustomEvent('cohesion-refused', { bubbles: true, composed: true, detail: { codes } }));
  }

  #keyFor(body: string): string {
    if (this.#intent?.body !== body) this.#intent = { body, key: uuid() };
    return this.#intent.key;
  }

  #presetKind(kind: SignatoryKind): void {
    if (signatoryKinds.includes(kind)) {
      this.draft = { ...this.draft, kind };
    } else {
      warnOnce(this, 'kind', signatoryKinds.join(', '));
      this.kind = undefined;
    }
  }

  #forgetConsentToOtherTexts(): void {
    const campaign = this.#campaign.answer;
    if (!campaign) return;
    const texts = `${campaign.declaration.version} ${campaign.privacy.version}`;
    if (this.#textsShown && this.#textsShown !== texts) {
      this.draft = { ...this.draft, consent: false, listed: false, updates: false, partnerUpdates: false };
    }
    this.#textsShown = texts;
  }
}
