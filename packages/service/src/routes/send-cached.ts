import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Caching {
  /** What the answer says, without what only tells when it was said. */
  readonly state: unknown;
  readonly cacheControl: string;
}

/** Sends an answer that may be kept; only 304 to who has it already. */
export async function sendCached(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
  { state, cacheControl }: Caching,
): Promise<FastifyReply> {
  // Weak: proxies compress, and the same total at another moment is the same answer.
  const tag = `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 16)}"`;
  reply.header('ETag', `W/${tag}`).header('Cache-Control', cacheControl);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return known.includes(tag) || known.includes('*') ? reply.code(304).send() : reply.send(answer);
}
