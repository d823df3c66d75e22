import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Signature } from '@cohesion/contract';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../src/app.ts';
import { loadCampaigns } from '../../src/campaigns/index.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import type { MailOrder } from '../../src/mail/mail-order.ts';
import { openSqlite, SqlStore, type SignatureStore } from '../../src/store/index.ts';
import { loadWords } from '../../src/words.ts';

export const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** Test keys: they open nothing but what these tests seal. */
export const secrets = {
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
  HASH_KEY: Buffer.alloc(32, 2).toString('base64'),
};

/** The least a sample person can give. */
export const sample = {
  kind: 'individual',
  name: 'Sample Person',
  email: 'sample.person@example.eu',
  lang: 'en',
  consent: { declaration: '2018-1/en', privacy: '1/en' },
} satisfies Signature;

/** A folder of its own, gone when the test is over. */
export async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cohesion-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A small dist/, so that these tests need no build. */
async function builtFiles(folder: string): Promise<string> {
  const dist = join(folder, 'dist');
  await mkdir(join(dist, 'words'), { recursive: true });
  const script = Buffer.from('export {};\n'.repeat(50));
  await writeFile(join(dist, 'cohesion.js'), script);
  await writeFile(join(dist, 'cohesion.js.br'), brotliCompressSync(script));
  await writeFile(join(dist, 'cohesion.js.gz'), gzipSync(script));
  await writeFile(join(dist, 'words', 'sv.0123456789.json'), '{}');
  await writeFile(join(dist, 'versions.json'), '{"version":"7.8.9","files":{}}');
  return dist;
}

export interface TestService {
  readonly app: FastifyInstance;
  readonly store: SqlStore;
  readonly keyring: Keyring;
  readonly config: Config;
}

export interface TestServiceOptions {
  readonly env?: Record<string, string>;
  /** Changes to the sample campaign's campaign.json. */
  readonly campaign?: Record<string, unknown>;
}

/** The service on a real database and the sample campaign, without mails being sent. */
export async function openService(
  t: TestContext,
  { env = {}, campaign }: TestServiceOptions = {},
): Promise<TestService> {
  const folder = await folderFor(t);
  const campaigns = campaign ? await changedCampaign(folder, campaign) : join(repository, 'campaigns');
  const config: Config = {
    ...readConfig({ DATABASE_URL: `sqlite:${join(folder, 'test.sqlite')}`, CAMPAIGNS: campaigns, ...secrets, ...env }),
    dist: await builtFiles(folder),
  };
  await loadWords(config.translations);
  const keyring = new Keyring(config.secrets);
  const store = new SqlStore(await openSqlite(config.database), { keyring, mailDomain: 'example.eu' });
  const app = await createApp({ config, campaigns: await loadCampaigns(config.campaigns), store });
  t.after(async () => {
    await app.close();
    await store.close();
  });
  return { app, store, keyring, config };
}

async function changedCampaign(folder: string, changes: Record<string, unknown>): Promise<string> {
  const campaigns = join(folder, 'campaigns');
  await cp(join(repository, 'campaigns'), campaigns, { recursive: true });
  const file = join(campaigns, 'cohesion', 'campaign.json');
  const content = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...content, ...changes }, null, 2));
  return campaigns;
}

/** Posts a signature the way the form does. */
export async function post(
  app: FastifyInstance,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  return app.inject({
    method: 'POST',
    url: '/v1/campaigns/default/signatures',
    headers: { origin: 'https://www.city.example', ...headers },
    payload: { ...sample, ...changes },
  });
}

/** Refusal codes of an answer. */
export function codesOf(response: { json: () => unknown }): string[] {
  return (response.json() as { errors: { code: string }[] }).errors.map(({ code }) => code);
}

/** What the newest mail of a kind to an address was ordered with. */
export async function orderFor<K extends MailOrder['kind']>(
  store: SignatureStore,
  email: string,
  kind: K,
): Promise<MailOrder & { kind: K }> {
  const mails = await store.dueMails(new Date(Date.now() + 1000), 10_000);
  const order = mails.map((mail) => mail.order).findLast((one) => one.kind === kind && one.to === email);
  if (!order) throw new Error(`No ${kind} mail for ${email}`);
  return order as MailOrder & { kind: K };
}

/** The token of the newest confirm mail to an address. */
export async function tokenFor(store: SignatureStore, email: string): Promise<string> {
  return (await orderFor(store, email, 'confirm')).token;
}

/** Signs and confirms. */
export async function signAndConfirm(
  { app, store }: TestService,
  changes: Record<string, unknown> & { email: string },
) {
  const { statusCode, body } = await post(app, changes);
  if (statusCode !== 202) throw new Error(body);
  return app.inject({ method: 'POST', url: `/v1/confirm/${await tokenFor(store, changes.email)}` });
}
