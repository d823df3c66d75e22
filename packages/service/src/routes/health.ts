import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from './schemas.ts';
import type { Surroundings } from './surroundings.ts';

export const healthRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { store }) => {
  app.addHook('onSend', async (_request, reply) => void reply.header('Cache-Control', 'no-store'));

  app.get(
    '/healthz',
    {
      schema: { summary: 'Alive', response: { 200: Type.Object({ status: Type.Literal('alive') }) } },
      logLevel: 'warn',
    },
    async () => ({ status: 'alive' as const }),
  );

  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Can write',
        response: { 200: Type.Object({ status: Type.Literal('ready') }), 503: refusal('unavailable') },
      },
      logLevel: 'warn',
    },
    async () => {
      await store.probe(new Date());
      return { status: 'ready' as const };
    },
  );
};
