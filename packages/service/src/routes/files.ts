import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { StartError } from '../start-error.ts';
import type { Surroundings } from './surroundings.ts';

const year = 'public, max-age=31536000, immutable';
const untilTheNextPatch = 'public, max-age=300, stale-while-revalidate=86400';

/** The built elements, at `/v1/` for those who want every patch, and at `/{version}/` for those who pin one. */
export const fileRoutes: FastifyPluginAsync<Surroundings> = async (app, { config: { dist } }) => {
  const common = { root: dist, preCompressed: true, index: false, cacheControl: false, schemaHide: true } as const;

  await app.register(fastifyStatic, {
    ...common,
    prefix: '/v1/',
    setHeaders: (reply, path) => {
      // Words have their hash in their name.
      reply.header('Cache-Control', path.includes('/words/') ? year : untilTheNextPatch);
    },
  });
  await app.register(fastifyStatic, {
    ...common,
    prefix: `/${versionOf(dist)}/`,
    decorateReply: false,
    setHeaders: (reply) => void reply.header('Cache-Control', year),
  });
};

function versionOf(dist: string): string {
  try {
    return (JSON.parse(readFileSync(join(dist, 'versions.json'), 'utf8')) as { version: string }).version;
  } catch (error) {
    throw new StartError(`There are no built elements in ${dist}. Build them first: npm run build`, { cause: error });
  }
}
