import cors from '@fastify/cors';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import underPressure from '@fastify/under-pressure';
import fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Campaigns } from './campaigns/index.ts';
import type { Config } from './config.ts';
import { publicHeaders } from './headers.ts';
import { LiveTotals } from './live/live-totals.ts';
import { totalReader } from './live/read-total.ts';
import { logRequests } from './log.ts';
import { answerError, answerNotFound } from './problems.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { codeRoutes } from './routes/codes.ts';
import { confirmRoutes } from './routes/confirm.ts';
import { devMailboxRoutes } from './routes/dev-mailbox.ts';
import { embedRoutes } from './routes/embed.ts';
import { fileRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { mineRoutes } from './routes/mine.ts';
import { describeApi, openapiRoutes } from './routes/openapi.ts';
import { pageRoutes } from './routes/pages.ts';
import { signatureRoutes } from './routes/signatures.ts';
import { totalRoutes } from './routes/totals.ts';
import type { Surroundings } from './routes/surroundings.ts';
import type { SignatureStore } from './store/index.ts';

export interface AppOptions {
  readonly config: Config;
  readonly campaigns: Campaigns;
  readonly store: SignatureStore;
  readonly logger?: FastifyServerOptions['logger'];
}

const day = 86_400;

/** Every route of the service, and the answers to everything that goes wrong. Has no surroundings of its own. */
export async function createApp({ config, campaigns, store, logger = false }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 16 * 1024,
    // A body is read by contract's check alone, which is not impressed by such names.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // Browsers hold connections open without using them; those end at once when the service stops.
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  logRequests(app);

  const totals = totalReader(campaigns, store);
  const live = new LiveTotals({ total: totals, onTotalChange: (listener) => store.onTotalChange(listener) });
  app.addHook('preClose', async () => live.close());

  const around: Surroundings = { config, campaigns, store, totals, live };
  await app.register(helmet, publicHeaders(config.production));
  await describeApi(app, config.publicUrl);

  await app.register(async (open) => {
    await open.register(cors, {
      origin: '*',
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ['Content-Type', 'Idempotency-Key'],
      exposedHeaders: ['ETag', 'Retry-After'],
      maxAge: day,
    });
    await open.register(async (api) => {
      // A mean over a second: whoever is let in is answered, the others are told to come back.
      await api.register(underPressure, { maxEventLoopDelay: 300 });
      api.removeContentTypeParser('text/plain');
      await api.register(campaignRoutes, around);
      await api.register(signatureRoutes, around);
      await api.register(codeRoutes, around);
      await api.register(totalRoutes, around);
    });
    await open.register(openapiRoutes);
    await open.register(fileRoutes, around);
  });

  await app.register(async (pages) => {
    await pages.register(formbody);
    await pages.register(confirmRoutes, around);
    await pages.register(mineRoutes, around);
  });
  await app.register(embedRoutes, around);
  await app.register(pageRoutes, around);
  await app.register(healthRoutes, around);
  if (!config.production) await app.register(devMailboxRoutes, around);
  return app;
}
