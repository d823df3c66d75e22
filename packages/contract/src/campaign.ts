/** Not yet open, taking signatures, or over. The service decides; a reader's clock may be wrong. */
export type CampaignStatus = 'upcoming' | 'open' | 'closed';

/** Whether a campaign asks for a field at all, and whether it can be left empty. */
export type FieldUse = 'off' | 'optional' | 'required';

/** The separate yes-or-no choices beside the signature itself; none is ever pre-ticked. */
export type ChoiceName = 'listed' | 'updates' | 'partnerUpdates';

/** A text a signatory agrees to. Its version names the exact wording, such as `2018-1/sv`. */
export interface ConsentText {
  readonly version: string;
  /** Plain text, never HTML. */
  readonly paragraphs: readonly string[];
}

/** An organisation on whose pages the widgets stand. */
export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** NUTS code. */
  readonly region?: string;
}

/** A campaign in one language, as `GET /v1/campaigns/{campaign}` answers it. Public; carries no personal data. */
export interface Campaign {
  readonly id: string;
  /** Language of the texts: the one asked for where the campaign has it, otherwise the campaign's default. */
  readonly lang: string;
  readonly languages: readonly string[];
  readonly status: CampaignStatus;
  /** ISO 8601 instant, or null when there is none. */
  readonly opens: string | null;
  readonly closes: string | null;
  readonly title: string;
  readonly summary: string;
  readonly hashtag: string;
  /** Signatures hoped for. */
  readonly goal: number;
  readonly declaration: ConsentText & { readonly title: string };
  /** What happens to the data. `consent` is the sentence beside the required box, part of the same version. */
  readonly privacy: ConsentText & {
    readonly controller: string;
    readonly consent: string;
    readonly url: string;
  };
  /** The sentences beside the boxes. `partnerUpdates` is absent without a partner. */
  readonly choices: Readonly<Partial<Record<ChoiceName, string>>>;
  readonly fields: { readonly country: FieldUse; readonly region: FieldUse };
  /** The partner asked for, or null: none was, or the campaign does not know it. */
  readonly partner: Partner | null;
}
