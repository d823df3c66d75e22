import type { FastifyInstance, FastifyLoggerOptions } from 'fastify';

/** Structured lines for a machine to keep. What they may hold is listed here, and nothing in it tells about a person. */
export const logOptions: FastifyLoggerOptions = {
  level: 'info',
  serializers: {
    // The route, never the address asked for: that can be a token, or whatever somebody typed.
    req: ({ method, routeOptions }) => ({ method, route: routeOptions?.url ?? 'none' }),
  },
};

/** One line for each request, when it has been answered. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url ?? 'none', status: reply.statusCode, milliseconds }, 'answered');
  });
}
