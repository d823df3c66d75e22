import type { FastifyPluginAsync } from 'fastify';
import { pageRoute } from '../headers.ts';
import { styleSheet, styleSheetPath } from '../pages/page.ts';
import { homePage } from '../pages/plain-pages.ts';
import { inLanguage, knownLanguage, languagesOf } from '../words.ts';
import type { Surroundings } from './surroundings.ts';

export const pageRoutes: FastifyPluginAsync<Surroundings> = async (app, { config }) => {
  app.get('/', pageRoute, async (request, reply) => {
    const lang = knownLanguage(languagesOf(request.headers['accept-language']));
    reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').header('Vary', 'Accept-Language');
    return inLanguage(lang, () => homePage({ development: !config.production }));
  });

  app.get(styleSheetPath, { schema: { hide: true } as object }, async (_request, reply) => {
    reply.type('text/css; charset=utf-8').header('Cache-Control', 'public, max-age=31536000, immutable');
    return styleSheet;
  });
};
