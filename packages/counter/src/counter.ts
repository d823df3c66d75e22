import { signatoryKinds, type SignatoryKind, type Total, type TotalFilter } from '@cohesion/contract';
import { CohesionElement, hostStyles, msg, TotalController, warnOnce } from '@cohesion/core';
import { str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { counterStyles } from './counter.styles.ts';
import { formatNumber, formatTime } from './format.ts';

/**
 * @summary Shows how many have signed, and how near the goal is.
 *
 * @tag cohesion-counter
 * @slot - What a reader sees until the number is there, or if it never comes: a plain link, a sentence.
 * @fires {CustomEvent<Total>} cohesion-counted - A new total has arrived.
 * @fires {CustomEvent<Total>} cohesion-goal-reached - The total has reached the goal while the visitor was watching.
 * @csspart number - The total.
 * @csspart label - The word beside it.
 * @csspart bar - The progress towards the goal; absent while there is none.
 * @csspart progress - The sentence under the bar.
 * @csspart as-of - When the total was true; only while the service is away.
 * @cssprop [--cohesion-counter-color=var(--cohesion-accent-color)] - Colour of the number and the bar.
 */
export class CohesionCounter extends CohesionElement {
  static override styles = [hostStyles, counterStyles];
  static override properties: PropertyDeclarations = {
    ...CohesionElement.properties,
    region: {},
    country: {},
    kind: {},
    goal: { type: Number },
    live: { type: Boolean },
    compact: { type: Boolean, reflect: true },
  };

  /** Count only this region and what lies inside it (NUTS code, such as SE22 or SE224). */
  declare region?: string;

  /** Count only this country (ISO 3166-1, such as SE). */
  declare country?: string;

  /** Count only signatures of this kind: individual, organisation or politician. */
  declare kind?: SignatoryKind;

  /** Signatures hoped for. Default: the campaign's own goal; for a part of the campaign (region, country, kind), none. */
  declare goal?: number;

  /** Moves as signatures are confirmed. Without it, the number is asked for now and then. */
  declare live: boolean;

  /** Only the number and the word, in the page's own colour, for a line of text or a page's header. */
  declare compact: boolean;

  readonly #count: TotalController = new TotalController(
    this,
    () => ({ filter: this.#filter, live: this.live }),
    (total, before) => {
      this.#onTotal(total, before);
    },
  );

  constructor() {
    super();
    this.live = false;
    this.compact = false;
  }

  protected override render() {
    const count = this.#count.answer;
    if (!count) return html`<slot></slot>`;
    return html`
      <div class="counter">
        <p class="total">
          <strong part="number" translate="no" .textContent=${formatNumber(count.total, this.locale)}></strong>
          <span part="label">${this.#label(count.total)}</span>
        </p>
        ${this.compact ? nothing : this.#renderProgress(count)} ${this.#renderAsOf(count)}
      </div>
    `;
  }

  #renderProgress(count: Total) {
    const goal = this.#goalFor(count);
    if (!goal) return nothing;
    const signed = formatNumber(count.total, this.locale);
    const hoped = formatNumber(goal, this.locale);
    return html`
      <progress
        part="bar"
        max=${goal}
        .value=${Math.min(count.total, goal)}
        aria-label=${msg('Progress towards the goal', { id: 'counter.bar' })}
        aria-valuetext=${msg(str`${signed} of ${hoped}`, {
          id: 'counter.progress',
          desc: 'signatures so far, and the goal',
        })}
      ></progress>
      <p part="progress">
        ${
          count.total < goal
            ? msg(str`Goal: ${hoped}`, { id: 'counter.goal', desc: 'the goal, a number' })
            : msg(str`Goal of ${hoped} reached`, { id: 'counter.goal-reached', desc: 'the goal, a number' })
        }
      </p>
    `;
  }

  #renderAsOf(count: Total) {
    if (!this.#count.away) return nothing;
    const time = formatTime(count.asOf, this.locale);
    return html`<p part="as-of">${msg(str`As of ${time}`, { id: 'counter.as-of', desc: 'a time of day' })}</p>`;
  }

  #label(total: number): string {
    return new Intl.PluralRules(this.locale).select(total) === 'one'
      ? msg('signature', { id: 'counter.signatures.one', desc: 'after the number 1' })
      : msg('signatures', { id: 'counter.signatures.other', desc: 'after a number' });
  }

  get #filter(): TotalFilter {
    const { region, country, kind } = this;
    return {
      ...(region ? { region } : {}),
      ...(country ? { country } : {}),
      ...(kind && this.#isKind(kind) ? { kind } : {}),
    };
  }

  #isKind(kind: string): kind is SignatoryKind {
    const isKind = (signatoryKinds as readonly string[]).includes(kind);
    if (!isKind) warnOnce(this, 'kind', signatoryKinds.join(', '));
    return isKind;
  }

  /** The campaign's goal says nothing about a part of it. */
  #goalFor(count: Total): number | undefined {
    if (this.goal !== undefined) {
      if (this.goal > 0) return this.goal;
      warnOnce(this, 'goal', 'a number above 0');
    }
    return Object.keys(this.#filter).length === 0 ? count.goal : undefined;
  }

  #onTotal(total: Total, before: Total | undefined): void {
    const goal = this.#goalFor(total);
    const isReached = goal !== undefined && before && before.total < goal && total.total >= goal;
    const options = { bubbles: true, composed: true, detail: total };
    this.dispatchEvent(new CustomEvent('cohesion-counted', options));
    if (isReached) this.dispatchEvent(new CustomEvent('cohesion-goal-reached', options));
  }
}
