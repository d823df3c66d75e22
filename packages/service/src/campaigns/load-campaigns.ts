import type { Campaigns } from './campaign-content.ts';

/**
 * Reads and checks every campaign in a folder.
 *
 * @throws CampaignError, which lists all mistakes at once: file, line, place, reason and remedy.
 */
export async function loadCampaigns(folder: string): Promise<Campaigns> {
  throw new Error(`${folder} cannot be read yet`);
}
