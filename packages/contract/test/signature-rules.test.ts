import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkCorrection,
  checkHandle,
  checkSignature,
  checkTypedCode,
  countryCodes,
  type Signature,
} from '@cohesion/contract';

const whole: Signature = {
  kind: 'individual',
  name: 'Sample Person',
  email: 'sample@example.eu',
  lang: 'sv',
  consent: { declaration: '2018-1/sv', privacy: '1/sv' },
};
const codesFor = (changes: Record<string, unknown>) =>
  checkSignature({ ...whole, ...changes }).refusals?.map(({ code }) => code) ?? [];

describe('checkSignature', () => {
  it('takes the least a person can give', () => {
    assert.deepEqual(checkSignature(whole), { signature: whole });
  });

  it('tidies text: one Unicode form, no blanks around it, empty options left out', () => {
    const { signature } = checkSignature({ ...whole, name: '  Rene\u0301e ', organisation: '  ' });
    assert.equal(signature?.name, 'Renée');
    assert.ok(signature && !('organisation' in signature));
  });

  it('names everything that is missing, in the order of the form', () => {
    assert.deepEqual(
      checkSignature({}).refusals?.map(({ code }) => code),
      ['kind-missing', 'name-missing', 'email-missing', 'lang-missing', 'consent-missing'],
    );
  });

  it('asks an organisation for its name and a politician for the capacity', () => {
    assert.deepEqual(codesFor({ kind: 'organisation' }), ['organisation-missing']);
    assert.deepEqual(codesFor({ kind: 'politician' }), ['capacity-missing']);
  });

  it('counts characters as people do, not as UTF-16', () => {
    assert.deepEqual(codesFor({ name: '𝒳'.repeat(200) }), []);
    assert.deepEqual(codesFor({ name: '𝒳'.repeat(201) }), ['name-too-long']);
  });

  for (const name of ['Ann\u0000', 'Ann\u202Egnp.exe', 'A\r\nBcc: x@example.eu', 'broken \uD800', 7, ['Ann'], {}]) {
    it(`refuses ${JSON.stringify(name)} as a name`, () => {
      assert.deepEqual(codesFor({ name }), ['name-malformed']);
    });
  }

  for (const email of ['a@b.eu', "o'neil+news@sub.example.eu", 'info@malmö.example', 'x@xn--malm-8qa.example']) {
    it(`takes ${email} as an address`, () => {
      assert.deepEqual(codesFor({ email }), []);
    });
  }

  for (const email of ['a', 'a@b', '@b.eu', 'a@b..eu', 'a b@c.eu', '.a@b.eu', 'a@-b.eu', 'ä@b.eu', 'a@b.eu,c@d.eu']) {
    it(`refuses ${email} as an address`, () => {
      assert.deepEqual(codesFor({ email }), ['email-malformed']);
    });
  }

  it('knows every country, and no other', () => {
    assert.equal(countryCodes.length, 249);
    assert.deepEqual(codesFor({ country: 'SE' }), []);
    assert.deepEqual(codesFor({ country: 'XX' }), ['country-unknown']);
  });

  it('asks for what the campaign asks for', () => {
    const refusalsWith = (country: 'off' | 'required', input: unknown) =>
      checkSignature(input, { country, region: 'off' }).refusals?.map(({ code }) => code);
    assert.deepEqual(refusalsWith('required', whole), ['country-missing']);
    assert.deepEqual(refusalsWith('off', { ...whole, country: 'SE' }), ['country-unknown']);
  });

  it('takes a choice only as yes or no', () => {
    assert.deepEqual(codesFor({ listed: 'yes', updates: 1 }), ['listed-malformed', 'updates-malformed']);
  });

  it('wants to know exactly which texts were agreed to', () => {
    assert.deepEqual(codesFor({ consent: true }), ['consent-malformed']);
    assert.deepEqual(codesFor({ consent: { declaration: '1/sv' } }), ['consent-malformed']);
  });

  it('refuses what it does not know', () => {
    assert.deepEqual(codesFor({ shoeSize: 44 }), ['shoeSize-unknown']);
    const posted = JSON.stringify(whole).replace('{', '{"__proto__": {"kind": "organisation"}, ');
    assert.deepEqual(checkSignature(JSON.parse(posted)).refusals, [{ field: '__proto__', code: '__proto__-unknown' }]);
  });

  for (const input of [null, undefined, 7, 'text', [], true]) {
    it(`refuses ${JSON.stringify(input)} as a whole`, () => {
      assert.deepEqual(checkSignature(input), { refusals: [{ code: 'not-json' }] });
    });
  }
});

describe('checkCorrection', () => {
  it('takes what a signatory may put right, tidied, and leaves out what is blank', () => {
    const { correction } = checkCorrection({ name: ' New Name ', organisation: '', capacity: 'Mayor' }, 'politician');
    assert.deepEqual(correction, { name: 'New Name', capacity: 'Mayor' });
  });

  it('asks for what that kind of signatory must have', () => {
    const codesOf = (input: Record<string, unknown>, kind: Signature['kind']) =>
      checkCorrection(input, kind).refusals?.map(({ code }) => code);
    assert.deepEqual(codesOf({ name: ' ' }, 'individual'), ['name-missing']);
    assert.deepEqual(codesOf({ name: 'A' }, 'organisation'), ['organisation-missing']);
    assert.deepEqual(codesOf({ name: 'A' }, 'politician'), ['capacity-missing']);
    assert.deepEqual(codesOf({ name: 'A\u202E', email: 'b@example.eu' }, 'individual'), [
      'name-malformed',
      'email-unknown',
    ]);
  });
});

describe('checkTypedCode and checkHandle', () => {
  it('take a handle and six digits, with blanks around them', () => {
    const typed = { pending: 'Abc_-9', code: '012345' };
    assert.deepEqual(checkTypedCode({ ...typed, code: ' 012345 ' }), { typed });
    assert.deepEqual(checkHandle({ pending: 'Abc_-9' }), { handle: { pending: 'Abc_-9' } });
  });

  it('say what is missing, malformed or too much', () => {
    for (const [input, codes] of [
      [{}, ['pending-missing', 'code-missing']],
      [{ pending: 'a b', code: '12345' }, ['pending-malformed', 'code-malformed']],
      [{ pending: 'a', code: 123456 }, ['code-malformed']],
      [{ pending: 'a', code: '１２３４５６' }, ['code-malformed']],
      [{ pending: 'a'.repeat(65), code: '123456', email: 'a@example.eu' }, ['pending-too-long', 'email-unknown']],
      ['123456', ['not-json']],
    ] as const) {
      assert.deepEqual(
        checkTypedCode(input).refusals?.map(({ code }) => code),
        codes,
      );
    }
    assert.deepEqual(checkHandle({ pending: 'a', code: '123456' }).refusals, [{ field: 'code', code: 'code-unknown' }]);
  });
});
