import type { Campaign, CampaignStatus, Partner, Signature } from '@cohesion/contract';

/** Every campaign that the service carries. */
export interface Campaigns {
  /** `default` is an alias of the default campaign. */
  find(id: string): CampaignContent | undefined;
}

/** One campaign, as its folder tells it. */
export interface CampaignContent {
  readonly id: string;
  /** Signatures hoped for. */
  readonly goal: number;
  /** Address of the people behind it, for who cannot use a form. */
  readonly contact: string;
  readonly fields: Campaign['fields'];
  statusAt(now: Date): CampaignStatus;
  partner(id: string): Partner | undefined;
  /**
   * The answer of `GET /v1/campaigns/{campaign}`.
   *
   * @param options.lang - BCP 47; `sv-FI` finds `sv`, and a language the campaign lacks finds its default.
   * @param options.partner - An id; one that the campaign does not know is as good as none.
   */
  answer(options: { lang?: string; partner?: string; now: Date }): Campaign;
  /** Whether these are the current versions of both texts, in one and the same language. */
  isCurrent(consent: Signature['consent']): boolean;
}

/** What the files of a campaign say, once they have been checked. */
export interface CampaignData {
  readonly id: string;
  readonly hashtag: string;
  readonly goal: number;
  readonly opens: string | null;
  readonly closes: string | null;
  readonly defaultLanguage: string;
  readonly controller: string;
  readonly contact: string;
  /** `{lang}` stands for the language. */
  readonly privacyUrl: string;
  readonly fields: Campaign['fields'];
  readonly partners: readonly Partner[];
  /** In the order in which the campaign lists its languages. */
  readonly texts: ReadonlyMap<string, CampaignTexts>;
}

/** The texts in one language. Versions carry the language: `2018-1/sv`. */
export interface CampaignTexts {
  readonly title: string;
  readonly summary: string;
  readonly consent: string;
  /** `{partner}` stands for the partner's name. */
  readonly choices: { readonly listed: string; readonly updates: string; readonly partnerUpdates: string };
  readonly declaration: Campaign['declaration'];
  readonly privacy: { readonly version: string; readonly paragraphs: readonly string[] };
}

export function campaignContent(data: CampaignData): CampaignContent {
  const { id, goal, contact, fields } = data;
  const partners = new Map(data.partners.map((partner) => [partner.id, partner]));
  const languages = [...data.texts.keys()];

  const statusAt = (now: Date): CampaignStatus => {
    if (data.opens !== null && now < new Date(data.opens)) return 'upcoming';
    return data.closes !== null && now >= new Date(data.closes) ? 'closed' : 'open';
  };

  return {
    id,
    goal,
    contact,
    fields,
    statusAt,
    partner: (partnerId) => partners.get(partnerId),

    answer(options) {
      const lang = bestLanguage(languages, options.lang) ?? data.defaultLanguage;
      const texts = data.texts.get(lang)!;
      const partner = partners.get(options.partner ?? '') ?? null;
      const { listed, updates, partnerUpdates } = texts.choices;
      return {
        id,
        lang,
        languages,
        status: statusAt(options.now),
        opens: data.opens,
        closes: data.closes,
        title: texts.title,
        summary: texts.summary,
        hashtag: data.hashtag,
        goal,
        declaration: texts.declaration,
        privacy: {
          ...texts.privacy,
          controller: data.controller,
          consent: texts.consent,
          url: data.privacyUrl.replaceAll('{lang}', lang),
        },
        choices: {
          listed,
          updates,
          ...(partner && { partnerUpdates: partnerUpdates.replaceAll('{partner}', () => partner.name) }),
        },
        fields,
        partner,
      };
    },

    isCurrent: ({ declaration, privacy }) =>
      [...data.texts.values()].some(
        (texts) => texts.declaration.version === declaration && texts.privacy.version === privacy,
      ),
  };
}

/** The language itself, or the nearest wider one: RFC 4647, “lookup”. */
function bestLanguage(languages: readonly string[], wanted = ''): string | undefined {
  for (let tag = wanted.toLowerCase(); tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = languages.find((language) => language.toLowerCase() === tag);
    if (found) return found;
  }
  return undefined;
}
