export type { CampaignContent, Campaigns } from './campaign-content.ts';
export { CampaignError } from './mistakes.ts';
export { loadCampaigns } from './load-campaigns.ts';
