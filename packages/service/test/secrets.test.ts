import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalAddress } from '../src/secrets/canonical-address.ts';
import { Keyring } from '../src/secrets/keyring.ts';
import { newToken, tokenHash } from '../src/secrets/token.ts';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const hash = Buffer.alloc(32, 9);
const keyring = new Keyring({ encryption: [key('one', 1)], hash });

describe('the keyring', () => {
  it('opens what it has sealed, where it was sealed for, and nowhere else', () => {
    const sealed = keyring.seal('Sample Person å', 'signatures/1');
    assert.equal(keyring.open(sealed, 'signatures/1'), 'Sample Person å');
    assert.throws(() => keyring.open(sealed, 'signatures/2'));
  });

  it('refuses what has been changed', () => {
    const { keyId, sealed } = keyring.seal('Sample Person', 'signatures/1');
    const bytes = Buffer.from(sealed, 'base64url');
    for (const place of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 1;
      assert.throws(() => keyring.open({ keyId, sealed: changed.toString('base64url') }, 'signatures/1'));
    }
  });

  it('never seals twice alike', () => {
    assert.notEqual(keyring.seal('same', 'x').sealed, keyring.seal('same', 'x').sealed);
  });

  it('seals with the first key, and opens with any', () => {
    const old = keyring.seal('old', 'x');
    const rotated = new Keyring({ encryption: [key('two', 2), key('one', 1)], hash });
    assert.equal(rotated.open(old, 'x'), 'old');
    assert.equal(rotated.seal('new', 'x').keyId, 'two');
    assert.throws(() => keyring.open(rotated.seal('new', 'x'), 'x'), /no key “two”/);
  });

  it('hashes alike what is alike, apart for each use, and differently with another key', () => {
    const other = new Keyring({ encryption: [key('one', 1)], hash: Buffer.alloc(32, 8) });
    assert.equal(keyring.hash('address', 'cohesion', 'a@b.eu'), keyring.hash('address', 'cohesion', 'a@b.eu'));
    const hashes = [
      keyring.hash('address', 'cohesion', 'a@b.eu'),
      keyring.hash('address', 'another', 'a@b.eu'),
      keyring.hash('request-key', 'cohesion', 'a@b.eu'),
      keyring.hash('address', 'cohesio', 'na@b.eu'),
      other.hash('address', 'cohesion', 'a@b.eu'),
    ];
    assert.equal(new Set(hashes).size, hashes.length);
  });
});

describe('canonicalAddress', () => {
  for (const [typed, canonical] of [
    ['Anna.Sample@Example.EU', 'anna.sample@example.eu'],
    ['info@Malmö.example', 'info@xn--malm-8qa.example'],
    ['info@XN--MALM-8QA.example', 'info@xn--malm-8qa.example'],
    ['info@malmo\u0308.example', 'info@xn--malm-8qa.example'],
    ['a+b@example.eu', 'a+b@example.eu'],
  ] as const) {
    it(`sees ${typed} as ${canonical}`, () => assert.equal(canonicalAddress(typed), canonical));
  }
});

describe('a token', () => {
  it('has more than 128 bits, and its hash says nothing', () => {
    const token = newToken();
    assert.ok(Buffer.from(token, 'base64url').length * 8 >= 128);
    assert.notEqual(newToken(), token);
    assert.ok(!tokenHash(token).includes(token.slice(0, 6)));
  });
});
