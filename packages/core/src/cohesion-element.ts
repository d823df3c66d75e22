import { LitElement, type PropertyDeclarations } from 'lit';
import { reservedHeight } from './define.ts';
import { serviceUrl } from './generated/release.ts';
import { languageOf, watchLanguage } from './language-of.ts';
import { hasWords, languageFor, loadWords, sourceLanguage, speak } from './localization.ts';
import { scriptUrl } from './script-url.ts';
import { ServiceClient } from './service-client.ts';

/**
 * What every element inherits: the campaign it belongs to, the language it speaks, and a root of its own that no host
 * style reaches. Until the first render, what stands between the tags stays visible.
 *
 * @attr {string} lang - Language of this one element (BCP 47). Default: that of the nearest ancestor that names one.
 */
export class CohesionElement extends LitElement {
  static override properties: PropertyDeclarations = {
    campaign: {},
    partner: {},
    service: {},
  };

  /** Id of the campaign. Default: the service's own default campaign. */
  declare campaign?: string;

  /** Id of the partner on whose page the element stands, from the campaign's partner list. */
  declare partner?: string;

  /** Origin of the signature service. Default: the one compiled in, else where the script came from. */
  declare service?: string;

  #root?: HTMLElement;
  #fallback?: HTMLSlotElement;
  #locale = '';
  #client?: { readonly key: string; readonly client: ServiceClient };
  #unwatchLanguage?: () => void;

  /**
   * The full tag of the language the element speaks, such as `de-AT`; for `Intl`. English without a country is the
   * Union's: “15 January”, and 18:06 rather than 6:06 PM. @internal
   */
  get locale(): string {
    const locale = this.#locale.startsWith(this.language) ? this.#locale : this.language;
    return locale === 'en' ? 'en-IE' : locale;
  }

  /** The language of the element's words, one that we have, such as `de`. @internal */
  get language(): string {
    return languageFor(this.#locale);
  }

  /** The campaign's side of the service. @internal */
  get client(): ServiceClient {
    const service = this.service ?? (serviceUrl || new URL(scriptUrl).origin);
    const campaign = this.campaign ?? 'default';
    const key = `${service} ${campaign}`;
    if (this.#client?.key !== key) this.#client = { key, client: new ServiceClient(service, campaign) };
    return this.#client.client;
  }

  override connectedCallback(): void {
    this.#updateLocale();
    this.#unwatchLanguage = watchLanguage(this, () => {
      this.#updateLocale();
    });
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatchLanguage?.();
  }

  #updateLocale(): void {
    const locale = validLocale(languageOf(this));
    if (locale === this.#locale) return;
    this.#locale = locale;
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    const shadow = super.createRenderRoot() as ShadowRoot;
    this.renderOptions.renderBefore = null; // Lit's own is outside our root where a browser cannot adopt style sheets
    this.#root = document.createElement('div');
    this.#root.className = 'root';
    this.#root.style.minBlockSize = `${String(reservedHeight(this))}px`;
    this.#fallback = document.createElement('slot');
    this.#root.append(this.#fallback);
    shadow.append(this.#root);
    keepKeysInside(shadow);
    return this.#root;
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!hasWords(this.language)) await loadWords(this.language);
    await (super.scheduleUpdate() as Promise<void> | undefined);
  }

  protected override performUpdate(): void {
    this.#fallback?.remove();
    const language = hasWords(this.language) ? this.language : sourceLanguage;
    if (this.#root) {
      this.#root.lang = language;
      this.#root.dir = 'ltr'; // all our languages are; a right-to-left page would otherwise turn us round
    }
    speak(language, () => {
      super.performUpdate();
    });
    if (!this.#root?.querySelector('slot')) this.#root?.style.removeProperty('min-block-size');
  }
}

/** A tag that `Intl` can work with; a page may say anything in `lang`, and many a CMS says `sv_SE`. */
function validLocale(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? '';
  } catch {
    return '';
  }
}

/**
 * Typing in our form is no business of the page's. ASP.NET WebForms and SharePoint take Enter anywhere as a click on
 * their own button, and shortcuts on letters fire while somebody types a name. Escape and Tab stay the page's: dialogs
 * and focus traps need them.
 */
function keepKeysInside(shadow: ShadowRoot): void {
  const keepInside = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
  };
  for (const type of ['keydown', 'keypress', 'keyup']) shadow.addEventListener(type, keepInside);
}
