import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 192 bits in 32 characters, none of which a mail program breaks a link at. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What is kept of a token. No key is needed: it has more bits than anyone can try. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Six digits that a person reads in one place and types in another. So few that only their keyed hash may be kept. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export function sameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
