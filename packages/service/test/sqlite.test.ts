import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { readConfig } from '../src/config.ts';
import { Keyring, type KeyringSecrets } from '../src/secrets/keyring.ts';
import { checkKeys, openSqlite, SqlStore } from '../src/store/index.ts';
import { describeStore } from './store-suite.ts';
import { folderFor, sample, secrets } from './support/service.ts';

const keyring = new Keyring(readConfig(secrets).secrets);
const openStore = async (file: string) => new SqlStore(await openSqlite(file), { keyring, mailDomain: 'example.eu' });

async function freshStore(t: TestContext) {
  const file = join(await folderFor(t), 'test.sqlite');
  const store = await openStore(file);
  t.after(() => store.close());
  return { store, file };
}
const signature = (email: string) => ({ campaign: 'cohesion', signature: { ...sample, email }, lang: 'en' });

describeStore('SQLite', async (t) => (await freshStore(t)).store);

describe('the SQLite file', () => {
  it('names nobody: no name, address, organisation or token is in it, nor in its journal', async (t) => {
    const { store, file } = await freshStore(t);
    const person = { name: 'Xanthippe Sampleson', organisation: 'Sampleson Foundry', capacity: 'Mayor of Sampleton' };
    const email = 'xanthippe.sampleson@foundry.example';
    const request = { key: 'a2b1f0f4-6a64-4b84-9b0e-0d3c1f5a7e11', body: {} };
    const kind = 'organisation';
    const answer = await store.sign(
      { ...signature(email), signature: { ...sample, ...person, kind, email }, request },
      new Date(),
    );
    assert.ok(answer !== 'key-reused');
    const [mail] = await store.dueMails(new Date(), 1);
    assert.ok(mail?.order.kind === 'confirm');
    const { token, mine } = mail.order;
    await store.confirm(token, new Date());
    await store.sign(signature(email), new Date());
    const correction = { ...person, name: 'Xanthippe S. Sampleson' };
    await store.changeMine(mine, { action: 'correct', correction }, new Date());
    const { pending } = answer;

    const files = [file, `${file}-wal`].filter((path) => existsSync(path));
    assert.equal(files.length, 2);
    const bytes = Buffer.concat(files.map((path) => readFileSync(path)));
    assert.ok(bytes.includes('cohesion'), 'what is no secret can be found this way');
    for (const secret of [
      'Xanthippe',
      'Sampleson',
      'sampleson',
      'Foundry',
      'foundry',
      'Mayor',
      'Sampleton',
      token,
      mine,
      pending,
    ]) {
      assert.ok(!bytes.includes(secret), `${secret} is not in the file`);
    }
  });

  it('keeps everything over a restart', async (t) => {
    const file = join(await folderFor(t), 'test.sqlite');
    const before = await openStore(file);
    await before.sign(signature('a@example.eu'), new Date());
    const [mail] = await before.dueMails(new Date(), 1);
    await before.close();

    const after = await openStore(file);
    t.after(() => after.close());
    const [same] = await after.dueMails(new Date(), 1);
    assert.deepEqual(same, mail);
    assert.ok(same?.order.kind === 'confirm');
    assert.equal((await after.confirm(same.order.token, new Date())).state, 'confirmed');
  });

  it('says that the ledger is wrong when somebody has changed it', async (t) => {
    const { store, file } = await freshStore(t);
    await store.sign(signature('a@example.eu'), new Date());
    const [mail] = await store.dueMails(new Date(), 1);
    assert.ok(mail?.order.kind === 'confirm');
    await store.confirm(mail.order.token, new Date());
    const intruder = new DatabaseSync(file);
    intruder.exec('update ledger set count = 5');
    intruder.close();
    const errors = await store.recount();
    assert.deepEqual(
      errors.map(({ campaign, ledger, rows }) => ({ campaign, ledger, rows })),
      [{ campaign: 'cohesion', ledger: 5, rows: 1 }],
    );
  });

  it('is opened only with the keys its rows were written with', async (t) => {
    const file = join(await folderFor(t), 'test.sqlite');
    const connections = await openSqlite(file);
    const store = new SqlStore(connections, { keyring, mailDomain: 'example.eu' });
    t.after(() => store.close());
    await checkKeys(connections, keyring);
    await store.sign(signature('a@example.eu'), new Date());

    const { encryption, hash } = readConfig(secrets).secrets;
    const another = { id: 'another', key: Buffer.alloc(32, 7) };
    const check = (changed: Partial<KeyringSecrets>) =>
      checkKeys(connections, new Keyring({ encryption, hash, ...changed }));
    await check({ encryption: [another, ...encryption] });
    await assert.rejects(check({ encryption: [another] }), /ENCRYPTION_KEYS lacks “test”/);
    await assert.rejects(check({ hash: Buffer.alloc(32, 7) }), /HASH_KEY is not the one/);
  });

  it('refuses while another process holds it, and works on when it lets go', async (t) => {
    const { store, file } = await freshStore(t);
    const other = new DatabaseSync(file);
    t.after(() => other.close());
    other.exec('begin immediate');
    await assert.rejects(store.sign(signature('a@example.eu'), new Date()), /locked/);
    assert.equal(await store.total('cohesion', {}), 0, 'reading goes on');
    other.exec('rollback');
    assert.ok(await store.sign(signature('a@example.eu'), new Date()));
  });
});
