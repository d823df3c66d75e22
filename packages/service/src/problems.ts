import { STATUS_CODES } from 'node:http';
import type { Problem, Refusal } from '@cohesion/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from './headers.ts';
import { notFoundPage, unavailablePage } from './pages/plain-pages.ts';
import { inLanguage, knownLanguage, languagesOf } from './words.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Read by people: what goes wrong is told on a page. */
    page?: boolean;
  }
}

/** A request that is answered with a refusal. Thrown by handlers; it says why in codes. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly statusCode: number;
  readonly errors: readonly Refusal[];

  constructor(statusCode: number, errors: string | readonly Refusal[]) {
    super('refused');
    this.statusCode = statusCode;
    this.errors = typeof errors === 'string' ? [{ code: errors }] : errors;
  }
}

const retrySeconds = 5;

/** What Fastify itself refuses before a handler sees it. */
const codeOfStatus: Readonly<Record<number, string>> = { 413: 'too-large', 415: 'not-json', 503: 'unavailable' };

/** The one place where what went wrong becomes an answer. */
export function answerError(error: FastifyError | Refused, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalFor(error);
  if (refusal.statusCode >= 500) {
    if (!(error instanceof Refused)) {
      request.log.error({ err: error, route: request.routeOptions.url }, 'could not answer');
    }
    reply.header('Retry-After', retrySeconds);
  }
  const page = refusal.statusCode === 404 ? notFoundPage : unavailablePage;
  if (request.routeOptions.config.page) sendPage(request, reply.code(refusal.statusCode), page);
  else sendProblem(reply, refusal);
}

function refusalFor(error: FastifyError | Refused): Refused {
  if (error instanceof Refused) return error;
  if (error.validation) {
    const fields = new Set(error.validation.map(({ instancePath }) => instancePath.slice(1) || 'query'));
    return new Refused(
      422,
      [...fields].map((field) => ({ field, code: `${field}-malformed` })),
    );
  }
  const { statusCode = 500 } = error;
  const status = statusCode >= 400 && statusCode < 500 ? statusCode : 503;
  const code = error.code === 'FST_ERR_BAD_URL' ? undefined : status === 400 ? 'not-json' : codeOfStatus[status];
  return new Refused(status, code ? code : []);
}

/** For an address that leads nowhere: a page for a person, a problem for a program. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  if (request.headers.accept?.includes('text/html')) sendPage(request, reply.code(404), notFoundPage);
  else sendProblem(reply, new Refused(404, []));
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: () => string): void {
  const lang = knownLanguage(languagesOf(request.headers['accept-language']));
  void reply.helmet(pageHeaders);
  void reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(inLanguage(lang, page));
}

function sendProblem(reply: FastifyReply, { statusCode, errors }: Refused): void {
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[statusCode] ?? 'Refused',
    status: statusCode,
    errors,
  };
  // A string, because the type is not one that Fastify writes JSON for.
  void reply
    .code(statusCode)
    .header('Cache-Control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
