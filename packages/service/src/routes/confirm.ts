import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from '../headers.ts';
import { confirmPage, heldPage, spentLinkPage, thanksPage } from '../pages/confirm-pages.ts';
import type { ConfirmLink } from '../store/index.ts';
import { inLanguage } from '../words.ts';
import { linkSchema, sendPrivatePage, sendUnknownLink } from './private-pages.ts';
import { textsFor, type Surroundings } from './surroundings.ts';

export const confirmRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { campaigns, store }) => {
  const schema = linkSchema({
    200: 'A page in the signer’s language',
    404: 'The link never was, or is erased; a page that says what to do',
    410: 'The link is spent or expired; a page that says what to do',
  });
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
    if (link.state === 'unknown') return sendUnknownLink(request, reply, campaigns);
    const { signature } = link;
    const campaign = textsFor(campaigns, signature);
    const total = link.state === 'confirmed' ? await store.total(signature.campaign, {}) : 0;
    const html = inLanguage(signature.lang, () => {
      if (link.state === 'pending') return confirmPage(signature, campaign);
      if (link.state === 'confirmed') return thanksPage(signature, campaign, { number: link.number, total });
      if (link.state === 'held') return heldPage(signature, campaign);
      return spentLinkPage(link.state, campaign);
    });
    return sendPrivatePage(reply, html, link.state === 'spent' || link.state === 'expired' ? 410 : 200);
  }
};
