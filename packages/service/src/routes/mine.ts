import { checkCorrection, type Correction } from '@cohesion/contract';
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from '../headers.ts';
import { minePage, type MineNotice } from '../pages/mine-page.ts';
import { gonePage, notMePage } from '../pages/gone-pages.ts';
import { Refused } from '../problems.ts';
import type { MineChange, MineLink, OwnSignature } from '../store/index.ts';
import { inLanguage } from '../words.ts';
import { linkSchema, sendPrivatePage, sendUnknownLink } from './private-pages.ts';
import { campaignOf, textsFor, type Surroundings } from './surroundings.ts';

const MineForm = Type.Object({
  action: Type.Union(
    (['correct', 'list', 'unlist', 'download', 'withdraw', 'not-me'] as const).map((action) => Type.Literal(action)),
  ),
  name: Type.Optional(Type.String()),
  organisation: Type.Optional(Type.String()),
  capacity: Type.Optional(Type.String()),
});

const changedOrDownload = {
  'text/html': { schema: { type: 'string' } },
  'application/json': { schema: { type: 'object', description: 'After `download`: all that is kept, as a file' } },
};

type Kept = Extract<MineLink, { signature: OwnSignature }>;

/** “My signature”, by the link in every mail. Nothing but forms, so that it works in every browser. */
export const mineRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { campaigns, store }) => {
  const schema = linkSchema({
    200: 'A page in the signer’s language',
    404: 'The link never was, or what it led to was erased unconfirmed; a page that says what to do',
    410: 'The signature is withdrawn, or it was not them; a page that says so',
  });
  const asPage = { helmet: pageHeaders, config: { page: true } };

  const described = { ...asPage, schema: { ...schema, summary: 'My signature', description: 'Changes nothing.' } };
  app.get('/v1/mine/:token', described, async (request, reply) =>
    answer(request, reply, await store.mine(request.params.token)),
  );

  const notMe = {
    ...asPage,
    schema: { ...schema, summary: 'The page of “it was not me”', description: 'Changes nothing.' },
  };
  app.get('/v1/mine/:token/not-me', notMe, async (request, reply) => {
    const { token } = request.params;
    const link = await store.mine(token);
    if (link.state === 'unknown' || link.state === 'not-me') return answer(request, reply, link);
    const { campaign, lang } = 'signature' in link ? link.signature : link;
    const texts = textsFor(campaigns, { campaign, lang });
    return sendPrivatePage(
      reply,
      inLanguage(lang, () => notMePage(texts, token)),
    );
  });

  const pages = linkSchema({ 200: 'The page again', 422: 'The page again, and why it could not be saved' }).response;
  const change = {
    ...asPage,
    schema: {
      ...schema,
      summary: 'Change or withdraw my signature',
      description: 'As the page’s forms send it. Beside `correct`, a field that is absent stays as it is.',
      consumes: ['application/x-www-form-urlencoded'],
      body: MineForm,
      response: { ...schema.response, ...pages, 200: { ...pages[200], content: changedOrDownload } },
    },
    // The schema describes; what is sent is looked at below.
    validatorCompiler: () => () => true,
  };
  app.post('/v1/mine/:token', change, async (request, reply) => {
    const { token } = request.params;
    const form = new Map(Object.entries<unknown>(request.body ?? {}));
    const action = form.get('action');
    const link = await store.mine(token);
    if (link.state === 'unknown') return answer(request, reply, link);
    if (action === 'not-me') return answer(request, reply, await store.changeMine(token, { action }, new Date()), 200);
    if (!('signature' in link)) return answer(request, reply, link);

    if (action === 'download') return download(reply, link);
    if (action === 'correct') {
      const { correction, refusals } = checkCorrection(corrected(link.signature, form), link.signature.kind);
      if (refusals) return show(reply, link, { refusals, typed: Object.fromEntries(form) }, 422);
      return changed(request, reply, { action, correction });
    }
    if (action === 'list' || action === 'unlist' || action === 'withdraw') return changed(request, reply, { action });
    throw new Refused(422, [{ field: 'action', code: 'action-unknown' }]);
  });

  async function changed(
    request: FastifyRequest<{ Params: { token: string } }>,
    reply: FastifyReply,
    change: MineChange,
  ) {
    const link = await store.changeMine(request.params.token, change, new Date());
    return 'signature' in link ? show(reply, link, { done: change.action }) : answer(request, reply, link, 200);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply, link: MineLink, gone = 410) {
    if (link.state === 'unknown') return sendUnknownLink(request, reply, campaigns);
    if ('signature' in link) return show(reply, link);
    const { contact } = campaignOf(campaigns, link.campaign);
    const texts = textsFor(campaigns, link);
    return sendPrivatePage(
      reply,
      inLanguage(link.lang, () => gonePage(link.state, texts, contact)),
      gone,
    );
  }

  async function show(reply: FastifyReply, link: Kept, notice?: MineNotice, status = 200) {
    const texts = textsFor(campaigns, link.signature);
    return sendPrivatePage(
      reply,
      inLanguage(link.signature.lang, () => minePage(link, texts, notice)),
      status,
    );
  }

  async function download(reply: FastifyReply, { state, signature }: Kept) {
    const { declaration } = textsFor(campaigns, signature);
    return reply
      .type('application/json; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header('Content-Disposition', `attachment; filename="${signature.campaign}-signature.json"`)
      .send(`${JSON.stringify({ status: state, declaration: declaration.title, ...signature }, null, 2)}\n`);
  }
};

/** The fields of a correction: as typed, and where nothing was sent, as they are. */
function corrected(signature: OwnSignature, form: ReadonlyMap<string, unknown>): Record<keyof Correction, unknown> {
  const field = (name: keyof Correction) => (form.has(name) ? form.get(name) : signature[name]);
  return { name: field('name'), organisation: field('organisation'), capacity: field('capacity') };
}
