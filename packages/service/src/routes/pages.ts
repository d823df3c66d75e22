import type { FastifyPluginAsync } from 'fastify';
import { pageRoute } from '../headers.ts';
import { icon, styleSheet } from '../pages/page.ts';
import { homePage } from '../pages/plain-pages.ts';
import { inLanguage, knownLanguage, languagesOf } from '../words.ts';
import type { Surroundings } from './surroundings.ts';

export const pageRoutes: FastifyPluginAsync<Surroundings> = async (app, { config, campaigns }) => {
  app.get('/', pageRoute, async (request, reply) => {
    const lang = knownLanguage(languagesOf(request.headers['accept-language']));
    reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').header('Vary', 'Accept-Language');
    const { hashtag: brand = '' } = campaigns.find('default')?.answer({ lang, now: new Date() }) ?? {};
    return inLanguage(lang, () => homePage({ brand, development: !config.production }));
  });

  for (const { path, type, content } of [styleSheet, icon]) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) => {
      reply.type(type).header('Cache-Control', 'public, max-age=31536000, immutable');
      return content;
    });
  }
};
