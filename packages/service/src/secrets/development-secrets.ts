import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyringSecrets } from './keyring.ts';
import { parseEncryptionKeys, parseHashKey } from './parse-secrets.ts';

/** Keys for a developer's own database, made once and kept beside it. Never used in production. */
export function developmentSecrets(
  folder: string,
  given: { encryption: KeyringSecrets['encryption'] | undefined; hash: Buffer | undefined },
): KeyringSecrets {
  const kept = keptIn(join(folder, 'keys.json'));
  return {
    encryption: given.encryption ?? parseEncryptionKeys(kept.ENCRYPTION_KEYS)!,
    hash: given.hash ?? parseHashKey(kept.HASH_KEY)!,
  };
}

function keptIn(file: string): { ENCRYPTION_KEYS: string; HASH_KEY: string } {
  try {
    const fresh = {
      ENCRYPTION_KEYS: `development:${randomBytes(32).toString('base64')}`,
      HASH_KEY: randomBytes(32).toString('base64'),
    };
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(readFileSync(file, 'utf8')) as { ENCRYPTION_KEYS: string; HASH_KEY: string };
  }
}
