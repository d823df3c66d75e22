export { sampleCampaign } from './sample-campaign.ts';
export { StandInService, type Call } from './stand-in-service.ts';
export type { StandInStream } from './stand-in-stream.ts';
