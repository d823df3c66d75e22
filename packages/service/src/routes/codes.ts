import { checkHandle, checkTypedCode, type Refusal } from '@cohesion/contract';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Refused } from '../problems.ts';
import { resends, triesPerCode } from '../store/index.ts';
import { CampaignParams, CodeAccepted, Pending, refusal, SignatureAccepted, TypedCode } from './schemas.ts';
import { campaignOf, type Surroundings } from './surroundings.ts';

/** Confirming without leaving the page one has signed on. */
export const codeRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { campaigns, store }) => {
  app.addHook('onSend', async (_request, reply) => void reply.header('Cache-Control', 'no-store'));

  // The schemas describe; the check is contract's.
  const unchecked = { validatorCompiler: () => () => true };

  const refusals = {
    400: refusal('not-json'),
    404: refusal('campaign-unknown'),
    410: refusal('code-spent'),
    413: refusal('too-large: over 16 KiB'),
    415: refusal('not-json: only application/json is taken'),
    503: refusal('unavailable: try again after the seconds of Retry-After'),
  };

  const confirmSchema = {
    summary: 'Confirm a signature by the code of its mail',
    description:
      `A code can be typed wrongly ${triesPerCode} times; then a new one has to be asked for. ` +
      'A repeat with the right code shows success again. Alike for every address.',
    params: CampaignParams,
    body: TypedCode,
    response: {
      200: CodeAccepted,
      ...refusals,
      422: refusal('code-wrong, with the tries left; or pending-malformed, code-malformed'),
    },
  };
  app.post('/v1/campaigns/:campaign/signatures/confirm', { schema: confirmSchema, ...unchecked }, async (request) => {
    const { id: campaign } = campaignOf(campaigns, request.params.campaign);
    const { typed, refusals: reasons } = checkTypedCode(request.body);
    if (reasons) throw unfit(reasons);
    const outcome = await store.confirmByCode({ campaign, ...typed }, new Date());
    switch (outcome.state) {
      case 'confirmed':
        return { status: outcome.state, number: outcome.number };
      case 'held':
        return { status: outcome.state };
      case 'wrong':
        throw new Refused(422, [{ field: 'code', code: 'code-wrong', triesLeft: outcome.triesLeft }]);
      case 'spent':
        throw new Refused(410, 'code-spent');
    }
  });

  const resendSchema = {
    summary: 'Ask for a new code and link',
    description:
      `They take the place of the ones before. At most ${resends} times, after waits that double. ` +
      'Answered alike for every address, whether a mail was sent or not.',
    params: CampaignParams,
    body: Pending,
    response: {
      202: SignatureAccepted,
      ...refusals,
      422: refusal('pending-malformed'),
      429: refusal('too-many: again after the seconds of Retry-After'),
    },
  };
  app.post(
    '/v1/campaigns/:campaign/signatures/resend',
    { schema: resendSchema, ...unchecked },
    async (request, reply) => {
      const { id } = campaignOf(campaigns, request.params.campaign);
      const { handle, refusals: reasons } = checkHandle(request.body);
      if (reasons) throw unfit(reasons);
      const { pending } = handle;
      const outcome = await store.resend(id, pending, new Date());
      if (outcome.state === 'spent') throw new Refused(410, 'code-spent');
      if (outcome.state === 'wait') {
        reply.header('Retry-After', outcome.seconds);
        throw new Refused(429, 'too-many');
      }
      return reply.code(202).send({ status: 'check-your-mail', pending });
    },
  );
};

const unfit = (reasons: readonly Refusal[]) => new Refused(reasons[0]?.code === 'not-json' ? 400 : 422, reasons);
