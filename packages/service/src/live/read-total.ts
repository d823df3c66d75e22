import type { Total, TotalFilter } from '@cohesion/contract';
import type { Campaigns } from '../campaigns/index.ts';
import type { SignatureStore } from '../store/index.ts';

export type TotalReader = (campaign: string, filter: TotalFilter) => Promise<Total>;

/** Seconds between two questions. A campaign that is not open moves only by withdrawals, so nobody needs to hurry. */
const nextPollWhile = { open: 30, upcoming: 300, closed: 300 } as const;

/** What a counter is told, whether it asks or listens. */
export function totalReader(campaigns: Campaigns, store: SignatureStore): TotalReader {
  return async (id, filter) => {
    const now = new Date();
    const campaign = campaigns.find(id);
    return {
      total: await store.total(id, filter),
      goal: campaign?.goal ?? 0,
      asOf: now.toISOString(),
      nextPoll: nextPollWhile[campaign?.statusAt(now) ?? 'closed'],
    };
  };
}
