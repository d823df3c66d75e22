import formbody from '@fastify/formbody';
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from '../headers.ts';
import { confirmPage, spentLinkPage, thanksPage, unknownLinkPage } from '../pages/confirm-pages.ts';
import type { ConfirmLink } from '../store/index.ts';
import { inLanguage, knownLanguage, languagesOf } from '../words.ts';
import { textsFor, type Surroundings } from './surroundings.ts';

export const confirmRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { campaigns, store }) => {
  await app.register(formbody);

  const page = (description: string) => ({ description, content: { 'text/html': { schema: { type: 'string' } } } });
  const schema = {
    params: Type.Object({ token: Type.String() }),
    response: {
      200: page('A page in the signer’s language'),
      404: page('The link never was, or is erased; a page that says what to do'),
      410: page('The link is spent or expired; a page that says what to do'),
    },
  };
  const asPage = { helmet: pageHeaders, config: { page: true } };

  app.get(
    '/v1/confirm/:token',
    {
      ...asPage,
      schema: {
        ...schema,
        summary: 'The page of a confirm link',
        description: 'Changes nothing: mail scanners open links.',
      },
    },
    async (request, reply) => answer(request, reply, await store.confirmLink(request.params.token, new Date())),
  );

  app.post(
    '/v1/confirm/:token',
    { ...asPage, schema: { ...schema, summary: 'Confirm a signature', description: 'A repeat shows success again.' } },
    async (request, reply) => answer(request, reply, await store.confirm(request.params.token, new Date())),
  );

  async function answer(request: FastifyRequest, reply: FastifyReply, link: ConfirmLink) {
    reply.type('text/html; charset=utf-8');
    reply.header('Cache-Control', 'no-store').header('X-Robots-Tag', 'noindex');
    if (link.state === 'unknown') {
      const lang = knownLanguage(languagesOf(request.headers['accept-language']));
      const campaign = campaigns.find('default')?.answer({ lang, now: new Date() });
      return reply.code(404).send(inLanguage(lang, () => unknownLinkPage(campaign)));
    }
    const { signature } = link;
    const campaign = textsFor(campaigns, signature);
    const total = link.state === 'confirmed' ? await store.total(signature.campaign, {}) : 0;
    const html = inLanguage(signature.lang, () => {
      if (link.state === 'pending') return confirmPage(signature, campaign);
      if (link.state === 'confirmed') return thanksPage(signature, campaign, { number: link.number, total });
      return spentLinkPage(link.state, campaign);
    });
    return reply.code(link.state === 'spent' || link.state === 'expired' ? 410 : 200).send(html);
  }
};
