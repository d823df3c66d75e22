import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { RouteShorthandOptions } from 'fastify';

type Directives = Record<string, string[]>;

const policy = (directives: Directives) => ({ contentSecurityPolicy: { useDefaults: false, directives } });

/** For everything that is not a page: nothing in it may run or be framed, and any page may read it. */
export function publicHeaders(production: boolean): FastifyHelmetOptions {
  return {
    ...policy({ defaultSrc: ["'none'"], frameAncestors: ["'none'"] }),
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Browsers keep origins apart by themselves; asked to, they warn in the console of each page with a sandboxed frame.
    originAgentCluster: false,
    // Only behind TLS, and only for this host: the domain's other hosts are not ours to decide about.
    strictTransportSecurity: production ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}

/** For our own pages: a style sheet and a form, no script, in nobody's frame. */
export const pageHeaders: FastifyHelmetOptions = {
  ...policy({
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["'none'"],
  }),
  crossOriginResourcePolicy: { policy: 'same-origin' },
};

/** For the hosted elements: our own script, in anybody's frame. */
export function embedHeaders(publicUrl: string): FastifyHelmetOptions {
  return {
    ...policy({
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      // The service may also be reached under another name than the one it is known by.
      connectSrc: ["'self'", publicUrl],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ['*'],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['cohesion-widgets'],
    }),
    xFrameOptions: false,
  };
}

/** A route that people read: a page of its own look, of which no copy is kept. */
export const pageRoute = {
  helmet: pageHeaders,
  config: { page: true },
  schema: { hide: true },
} satisfies RouteShorthandOptions & { schema: { hide: boolean } };
