import { Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Campaigns } from '../campaigns/index.ts';
import { unknownLinkPage } from '../pages/confirm-pages.ts';
import { inLanguage, knownLanguage, languagesOf } from '../words.ts';

/** Describes the page behind a link that only one mailbox has got. */
export function linkSchema(pages: Readonly<Record<number, string>>) {
  const page = (description: string) => ({ description, content: { 'text/html': { schema: { type: 'string' } } } });
  return {
    params: Type.Object({ token: Type.String() }),
    response: Object.fromEntries(Object.entries(pages).map(([status, description]) => [status, page(description)])),
  };
}

/** A page of which no copy is kept, anywhere. */
export function sendPrivatePage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .header('X-Robots-Tag', 'noindex')
    .send(html);
}

/** Nothing is known of who asks, but the languages of the browser. */
export function sendUnknownLink(request: FastifyRequest, reply: FastifyReply, campaigns: Campaigns): FastifyReply {
  const lang = knownLanguage(languagesOf(request.headers['accept-language']));
  const campaign = campaigns.find('default')?.answer({ lang, now: new Date() });
  return sendPrivatePage(
    reply,
    inLanguage(lang, () => unknownLinkPage(campaign)),
    404,
  );
}
