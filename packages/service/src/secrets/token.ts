import { createHash, randomBytes } from 'node:crypto';

/** 192 bits in 32 characters, none of which a mail program breaks a link at. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What is kept of a token. No key is needed: it has more bits than anyone can try. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
