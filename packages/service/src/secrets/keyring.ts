import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** A text that only the holder of the key can read, as it lies in a row. */
export interface Sealed {
  readonly keyId: string;
  /** Nonce, authentication tag and cipher text, in base64url. */
  readonly sealed: string;
}

export interface KeyringSecrets {
  /** 32 bytes each. The first encrypts, all decrypt. */
  readonly encryption: readonly { readonly id: string; readonly key: Buffer }[];
  /** For addresses and everything else that is compared but never read. */
  readonly hash: Buffer;
}

type HashUse =
  | ('address' | 'organisation')
  | ('code' | 'handle' | 'handle-of-request')
  | ('request-key' | 'request-body' | 'key-check');

/** The keys, and the few things they are good for. They live in the process, never in the database. */
export class Keyring {
  readonly #secrets: KeyringSecrets;

  constructor(secrets: KeyringSecrets) {
    this.#secrets = secrets;
  }

  /**
   * AES-256-GCM.
   *
   * @param place - Where the text will lie, such as `signatures/{id}`: it cannot be opened anywhere else, so a thief
   *   with write access cannot move one person's row under another's.
   */
  seal(text: string, place: string): Sealed {
    const [{ id, key }] = this.#secrets.encryption as [{ id: string; key: Buffer }];
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { keyId: id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url') };
  }

  open({ keyId, sealed }: Sealed, place: string): string {
    const key = this.#secrets.encryption.find(({ id }) => id === keyId)?.key;
    if (!key) throw new Error(`ENCRYPTION_KEYS holds no key “${keyId}”, which a row was sealed with`);
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** Whether it holds this encryption key. */
  has(id: string): boolean {
    return this.#secrets.encryption.some((one) => one.id === id);
  }

  /** The same for the same parts; says nothing to who has not the key. `use` keeps one kind of hash from another. */
  hash(use: HashUse, ...parts: readonly string[]): string {
    const hmac = createHmac('sha256', this.#secrets.hash).update(use);
    for (const part of parts) hmac.update(`\0${part}`);
    return hmac.digest('base64url');
  }
}
