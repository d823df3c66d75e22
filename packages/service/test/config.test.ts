import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readConfig } from '../src/config.ts';
import { StartError } from '../src/start-error.ts';
import { folderFor, secrets } from './support/service.ts';

const production = {
  ...{ NODE_ENV: 'production', PUBLIC_URL: 'https://sign.example.eu' },
  ...{ SMTP_URL: 'smtps://user:pass@mail.example.eu', MAIL_FROM: 'no-reply@example.eu' },
  ...secrets,
};

function mistakesOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof StartError);
    return error.message;
  }
  return 'none';
}

describe('the configuration', () => {
  it('needs nothing outside production: keys are made once, beside the database, for its owner only', async (t) => {
    const folder = await folderFor(t);
    const env = { DATABASE_URL: `sqlite:${join(folder, 'new', 'x.sqlite')}` };
    const first = readConfig(env);
    assert.equal(first.publicUrl, 'http://localhost:8080');
    assert.equal(first.host, '127.0.0.1');
    assert.equal(first.mail.smtpUrl, undefined);
    assert.equal(first.mail.mailbox, join(folder, 'new', 'mail'));
    assert.deepEqual(readConfig(env).secrets, first.secrets);
    const file = join(folder, 'new', 'keys.json');
    assert.equal((await stat(file)).mode & 0o077, 0);
    assert.match(await readFile(file, 'utf8'), /HASH_KEY/);
  });

  it('names everything that production lacks, at once', () => {
    const message = mistakesOf({ NODE_ENV: 'production' });
    for (const name of ['PUBLIC_URL', 'ENCRYPTION_KEYS', 'HASH_KEY', 'SMTP_URL', 'MAIL_FROM']) {
      assert.ok(message.includes(`${name} is missing`), message);
    }
  });

  it('is content with what production needs', () => {
    const config = readConfig(production);
    assert.equal(config.production, true);
    assert.equal(config.publicUrl, 'https://sign.example.eu');
  });

  for (const [name, value] of [
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'sign.example.eu'],
    ['PUBLIC_URL', 'https://example.eu/sign/'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['SMTP_URL', 'mail.example.eu:25'],
    ['MAIL_FROM', 'Alliance <no-reply@example.eu>'],
    ['ENCRYPTION_KEYS', 'k1:dG9vIHNob3J0'],
    ['ENCRYPTION_KEYS', 'no key at all'],
    ['ENCRYPTION_KEYS', `${secrets.ENCRYPTION_KEYS},${secrets.ENCRYPTION_KEYS}`],
    ['HASH_KEY', 'dG9vIHNob3J0'],
  ] as const) {
    it(`refuses ${name}=${value.slice(0, 40)}`, () => {
      assert.match(mistakesOf({ ...production, [name]: value }), new RegExp(`- ${name}`));
    });
  }

  it('never shows a secret in what it says', () => {
    const env = { SMTP_URL: 'hunter2', ENCRYPTION_KEYS: 'k1:hunter2', HASH_KEY: 'hunter2' };
    assert.doesNotMatch(mistakesOf({ ...production, ...env }), /hunter2/);
  });
});
