import { checkSignature, type Refusal, type Signature } from '@cohesion/contract';
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { CampaignContent } from '../campaigns/index.ts';
import { Refused } from '../problems.ts';
import type { KeyedRequest } from '../store/index.ts';
import { CampaignParams, refusal, SignatureAccepted } from './schemas.ts';
import { signatureSchema } from './signature-schema.ts';
import { campaignOf, type Surroundings } from './surroundings.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const signatureRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { campaigns, store }) => {
  const schema = {
    summary: 'Sign',
    description:
      'Answered when the signature is safely stored, and alike for every address: what is known of it, only its mailbox is told.',
    params: CampaignParams,
    headers: Type.Object({
      'idempotency-key': Type.Optional(Type.String({ format: 'uuid', description: 'A repeat gets the first answer' })),
    }),
    body: signatureSchema,
    response: {
      202: SignatureAccepted,
      400: refusal('not-json'),
      404: refusal('campaign-unknown'),
      409: refusal('campaign-not-open'),
      413: refusal('too-large: over 16 KiB'),
      415: refusal('not-json: only application/json is taken'),
      422: refusal('Field by field what is wrong; or consent-outdated, key-malformed, key-reused'),
      503: refusal('unavailable: try again after the seconds of Retry-After'),
    },
  };
  // The schema describes; the check is contract's, the same as in the browser.
  const unchecked = { validatorCompiler: () => () => true };

  app.post('/v1/campaigns/:campaign/signatures', { schema, ...unchecked }, async (request, reply) => {
    const campaign = campaignOf(campaigns, request.params.campaign);
    const keyed = keyedRequest(request);
    // Before anything else: what the first answer promised stays true when the campaign has since closed.
    const earlier = keyed && (await store.earlierAnswer(campaign.id, keyed));
    const now = new Date();
    const outcome =
      earlier ??
      (await store.sign(
        {
          campaign: campaign.id,
          ...acceptable(request.body, campaign, now),
          pageHost: hostOf(request.headers.origin),
          request: keyed,
        },
        now,
      ));
    if (outcome === 'key-reused') throw new Refused(422, 'key-reused');
    return reply.code(202).header('Cache-Control', 'no-store').send(outcome);
  });
};

/** The signature, fit to be stored; or the refusal that says everything that is wrong with it. */
function acceptable(body: unknown, campaign: CampaignContent, now: Date): { signature: Signature; lang: string } {
  if (campaign.statusAt(now) !== 'open') throw new Refused(409, 'campaign-not-open');
  const { signature, refusals } = checkSignature(body, campaign.fields);
  if (refusals) throw new Refused(refusals[0]?.code === 'not-json' ? 400 : 422, refusals);

  const reasons: Refusal[] = [];
  const { partner, partnerUpdates, consent, lang } = signature;
  if (partner !== undefined && !campaign.partner(partner)) reasons.push({ field: 'partner', code: 'partner-unknown' });
  if (partner === undefined && partnerUpdates)
    reasons.push({ field: 'partnerUpdates', code: 'partnerUpdates-unknown' });
  if (!campaign.isCurrent(consent)) reasons.push({ field: 'consent', code: 'consent-outdated' });
  if (reasons.length > 0) throw new Refused(422, reasons);
  return { signature, lang: campaign.answer({ lang, now }).lang };
}

function keyedRequest({ headers, body }: FastifyRequest): KeyedRequest | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !uuid.test(key)) throw new Refused(422, 'key-malformed');
  return { key, body };
}

/** Of the page only the host is kept, as a part of the proof of what was agreed to where. */
function hostOf(origin: string | undefined): string | undefined {
  return (origin && URL.parse(origin)?.hostname) || undefined;
}
