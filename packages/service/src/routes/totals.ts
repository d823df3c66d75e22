import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Refused } from '../problems.ts';
import { CampaignParams, refusal, Total, TotalQuery } from './schemas.ts';
import { sendCached } from './send-cached.ts';
import { campaignOf, type Surroundings } from './surroundings.ts';

export const totalRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { campaigns, totals, live }) => {
  const asked = {
    params: CampaignParams,
    querystring: TotalQuery,
  };
  const refusals = { 404: refusal('campaign-unknown'), 422: refusal('A filter is malformed') };

  const totalSchema = {
    summary: 'How many have signed',
    description: 'Confirmed signatures. Filters combine.',
    ...asked,
    response: { 200: Total, ...refusals },
  };
  app.get('/v1/campaigns/:campaign/signatures/total', { schema: totalSchema }, async (request, reply) => {
    const { id } = campaignOf(campaigns, request.params.campaign);
    const answer = await totals(id, request.query);
    const { asOf: _, ...state } = answer;
    return sendCached(request, reply, answer, { state, cacheControl: 'public, max-age=10, stale-while-revalidate=60' });
  });

  const liveSchema = {
    summary: 'How many have signed, as it changes',
    description:
      'Server-sent events, each the body of `total`. Begins with the current one; at most one a second; a comment every 15 seconds.',
    ...asked,
    produces: ['text/event-stream'],
    response: {
      200: { description: 'Events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      ...refusals,
      503: refusal('unavailable: too many streams; ask for `total` instead'),
    },
  };
  app.get(
    '/v1/campaigns/:campaign/signatures/live',
    { schema: liveSchema, exposeHeadRoute: false },
    async (request, reply) => {
      const { id } = campaignOf(campaigns, request.params.campaign);
      if (live.isFull) throw new Refused(503, 'unavailable');
      const headers = {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        // no-transform and the proxy's own switch: a buffered event is a late event.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      };
      reply.hijack();
      reply.raw.writeHead(200, headers as Record<string, string>);
      await live.add(reply.raw, id, request.query);
    },
  );
};
