import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** Collects the description from the schemas of every route registered after it. */
export async function describeApi(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Cohesion Widgets: the signature service',
        description: 'Takes signatures under a campaign’s declaration, confirms them by mail, counts them.',
        version: '1',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: publicUrl }],
    },
  });
}

export async function openapiRoutes(app: FastifyInstance): Promise<void> {
  app.get('/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('Cache-Control', 'public, max-age=300');
    return app.swagger();
  });
}
