import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { developmentSecrets } from './secrets/development-secrets.ts';
import { parseEncryptionKeys, parseHashKey } from './secrets/parse-secrets.ts';
import type { KeyringSecrets } from './secrets/keyring.ts';
import { StartError } from './start-error.ts';

/** Everything the surroundings decide, checked. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** How the world reaches the service, without a slash at the end. */
  readonly publicUrl: string;
  /** The SQLite file. */
  readonly database: string;
  /** Folders: the campaigns, the built elements, the generated translations. */
  readonly campaigns: string;
  readonly dist: string;
  readonly translations: string;
  readonly mail: {
    readonly from: string;
    /** Without it, mails become files in the mailbox folder. */
    readonly smtpUrl?: string | undefined;
    readonly mailbox: string;
  };
  readonly secrets: KeyringSecrets;
}

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Without these a public service would lose mails, or forget its keys with the next machine. */
const neededInProduction = ['PUBLIC_URL', 'ENCRYPTION_KEYS', 'HASH_KEY', 'SMTP_URL', 'MAIL_FROM'] as const;

/** @throws StartError that names everything wrong at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const mistakes: string[] = [];
  const check = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      mistakes.push((error as Error).message);
      return otherwise;
    }
  };

  const production = env['NODE_ENV'] === 'production';
  for (const name of neededInProduction) {
    if (production && !env[name]) mistakes.push(`${name} is missing: in production the service needs it`);
  }
  const port = check(() => portOf(env['PORT'] || '8080'), 8080);
  const database = check(() => sqliteFile(env['DATABASE_URL']), '');
  const folder = dirname(database);
  const config = {
    production,
    host: env['HOST'] || '127.0.0.1',
    port,
    publicUrl: check(() => originOf(env['PUBLIC_URL'] || `http://localhost:${port}`), ''),
    database,
    campaigns: env['CAMPAIGNS'] ? resolve(env['CAMPAIGNS']) : join(repository, 'campaigns'),
    dist: join(repository, 'dist'),
    translations: join(repository, 'translations', 'generated'),
    mail: {
      from: check(() => mailAddress(env['MAIL_FROM'] || 'signatures@localhost'), ''),
      smtpUrl: check(() => smtpUrl(env['SMTP_URL']), undefined),
      mailbox: join(folder, 'mail'),
    },
  };
  const encryption = check(() => parseEncryptionKeys(env['ENCRYPTION_KEYS']), undefined);
  const hash = check(() => parseHashKey(env['HASH_KEY']), undefined);
  if (mistakes.length > 0) {
    throw new StartError(['The service cannot start:', ...mistakes.map((mistake) => `  - ${mistake}`)].join('\n'));
  }
  return {
    ...config,
    secrets: encryption && hash ? { encryption, hash } : developmentSecrets(folder, { encryption, hash }),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is “${text}”: a number up to 65535 is needed`);
  return port;
}

function sqliteFile(url: string | undefined): string {
  if (!url) return join(repository, 'var', 'cohesion.sqlite');
  if (!url.startsWith('sqlite:'))
    throw new Error('DATABASE_URL: only sqlite:{file} is known, such as sqlite:var/cohesion.sqlite');
  return resolve(url.slice('sqlite:'.length));
}

function originOf(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new Error(`PUBLIC_URL is “${text}”: an origin is needed, such as https://sign.example.eu`);
  }
  return url.origin;
}

function smtpUrl(text: string | undefined): string | undefined {
  // Never repeated in the message: it holds a password.
  if (text && !/^smtps?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw new Error('SMTP_URL is not an address of a mail server, such as smtps://user:password@mail.example.eu');
  }
  return text || undefined;
}

function mailAddress(text: string): string {
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(text))
    throw new Error(`MAIL_FROM is “${text}”: a plain address is needed, such as no-reply@example.eu`);
  return text;
}
