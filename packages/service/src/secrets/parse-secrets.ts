import type { KeyringSecrets } from './keyring.ts';

/** `id:base64,…`, 32 bytes each. @throws Error that never shows a key. */
export function parseEncryptionKeys(text: string | undefined): KeyringSecrets['encryption'] | undefined {
  if (!text) return undefined;
  const keys = text.split(',').map((part) => {
    const [, id, base64] = /^\s*([\w.-]+):([\w+/=-]+)\s*$/.exec(part) ?? [];
    const key = Buffer.from(base64 ?? '', 'base64');
    if (!id || key.length !== 32) {
      throw new Error(
        'ENCRYPTION_KEYS: each key is id:base64 of 32 bytes (openssl rand -base64 32), with commas between',
      );
    }
    return { id, key };
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new Error('ENCRYPTION_KEYS: two keys have the same id');
  return keys;
}

export function parseHashKey(text: string | undefined): Buffer | undefined {
  if (!text) return undefined;
  const key = Buffer.from(text, 'base64');
  if (key.length < 32) throw new Error('HASH_KEY: base64 of at least 32 bytes is needed (openssl rand -base64 32)');
  return key;
}
