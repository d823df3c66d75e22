import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { embedHeaders, pageRoute } from '../headers.ts';
import { embeddable, embedPage, type Embeddable } from '../pages/embed-page.ts';
import { inLanguage, languagesOf } from '../words.ts';
import { campaignOf, type Surroundings } from './surroundings.ts';

/** Each element on a page of its own. Where a snippet's plain link leads, and what a frame shows. */
export const embedRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { config, campaigns }) => {
  const querystring = Type.Record(Type.String(), Type.String({ maxLength: 200 }));
  const schema = { hide: true, querystring } as { querystring: typeof querystring };

  for (const element of Object.keys(embeddable) as Embeddable[]) {
    app.get(
      `/embed/${element}`,
      { ...pageRoute, helmet: embedHeaders(config.publicUrl), schema },
      async (request, reply) => {
        const {
          campaign: id = 'default',
          partner,
          lang = languagesOf(request.headers['accept-language'])[0],
        } = request.query;
        const content = campaignOf(campaigns, id);
        const campaign = content.answer({
          ...(lang && { lang }),
          ...(partner && { partner }),
          now: new Date(),
        });
        reply
          .type('text/html; charset=utf-8')
          .header('Cache-Control', 'public, max-age=300')
          .header('Vary', 'Accept-Language');
        const { publicUrl } = config;
        const { contact } = content;
        return inLanguage(campaign.lang, () =>
          embedPage(element, { campaign, contact, publicUrl, query: request.query }),
        );
      },
    );
  }
};
