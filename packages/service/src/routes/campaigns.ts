import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Campaign, CampaignParams, CampaignQuery, refusal } from './schemas.ts';
import { sendCached } from './send-cached.ts';
import { campaignOf, type Surroundings } from './surroundings.ts';

export const campaignRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { campaigns }) => {
  const schema = {
    summary: 'A campaign in one language',
    description: 'Texts, versions, goal, status. Public; holds no personal data.',
    params: CampaignParams,
    querystring: CampaignQuery,
    response: { 200: Campaign, 404: refusal('campaign-unknown') },
  };

  app.get('/v1/campaigns/:campaign', { schema }, async (request, reply) => {
    const answer = campaignOf(campaigns, request.params.campaign).answer({ ...request.query, now: new Date() });
    const cacheControl = 'public, max-age=60, stale-while-revalidate=600';
    return sendCached(request, reply, answer, { state: answer, cacheControl });
  });
};
