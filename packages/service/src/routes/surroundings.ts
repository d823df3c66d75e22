import type { Campaign } from '@cohesion/contract';
import type { CampaignContent, Campaigns } from '../campaigns/index.ts';
import type { Config } from '../config.ts';
import type { LiveTotals } from '../live/live-totals.ts';
import type { TotalReader } from '../live/read-total.ts';
import { Refused } from '../problems.ts';
import type { SignatureStore } from '../store/index.ts';

/** What the routes work with. */
export interface Surroundings {
  readonly config: Config;
  readonly campaigns: Campaigns;
  readonly store: SignatureStore;
  readonly totals: TotalReader;
  readonly live: LiveTotals;
}

/** The campaign of a path, or the refusal that there is none. */
export function campaignOf(campaigns: Campaigns, id: string): CampaignContent {
  const campaign = campaigns.find(id);
  if (!campaign) throw new Refused(404, 'campaign-unknown');
  return campaign;
}

/** A campaign's texts for a signature that is kept: its campaign cannot be asked for by anyone, it is simply there. */
export function textsFor(
  campaigns: Campaigns,
  { campaign, lang, partner }: { campaign: string; lang: string; partner?: string | undefined },
): Campaign {
  const content = campaigns.find(campaign);
  if (!content) throw new Error(`There are signatures for “${campaign}”, but no such campaign any more`);
  return content.answer({ lang, ...(partner && { partner }), now: new Date() });
}
