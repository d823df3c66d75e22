import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSignature, countryCodes, signatoryKinds } from '@cohesion/contract';
import ajvModule from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { signatureSchema } from '../src/routes/signature-schema.ts';

const matchesSchema = new ajvModule.Ajv2020({ strict: false }).compile(signatureSchema);

/** The check tidies before it looks, the schema does not: they are compared on what needs no tidying. */
const tidy = (value: unknown) => (typeof value === 'string' ? value.toWellFormed().normalize('NFC').trim() : value);
const isBlank = (value: unknown) => value === null || value === '';

const name = fc.constantFrom('Sample Person', 'é', '𝒳'.repeat(200));
const version = fc.constantFrom('2018-1/sv', '1/sv');
const good: Record<string, fc.Arbitrary<unknown>> = {
  kind: fc.constantFrom(...signatoryKinds),
  name,
  email: fc.constantFrom('a@malmö.example', "o'neil@sub.example.eu", 'A+b@xn--malm-8qa.example'),
  organisation: name,
  capacity: name,
  country: fc.constantFrom(...countryCodes),
  region: fc.constantFrom('SE', 'SE224'),
  partner: fc.constant('malmo'),
  lang: fc.constantFrom('sv', 'sv-FI'),
  consent: fc.record({ declaration: version, privacy: version }),
  listed: fc.boolean(),
  updates: fc.boolean(),
  partnerUpdates: fc.boolean(),
};

const anyText = fc.string({ unit: 'binary', maxLength: 260 });
const nearlyGood = fc.constantFrom(
  ...['𝒳'.repeat(201), 'a\u202Eb', 'a\nb', '\u2028', '.a@b.eu', 'a@b', `${'a'.repeat(250)}@b.eu`, 'ä@b.eu', 'a@-b.eu'],
  ...['XX', 'se', 'SE22444', 'Malmö', 'svenska-', 'robot', 'true', '2018-1/sv', '-'],
);
const anything = fc.oneof(
  ...[anyText, nearlyGood, fc.emailAddress(), fc.jsonValue()],
  fc.record({ declaration: anyText, privacy: version, more: version }, { requiredKeys: ['declaration'] }),
);
const one = fc.record({ field: fc.constantFrom(...Object.keys(good), 'challenge', 'shoeSize'), value: anything });

const posted = fc
  .tuple(
    fc.record(good, { requiredKeys: ['kind', 'name', 'email', 'lang', 'consent'] }),
    fc.array(one, { maxLength: 2 }),
  )
  .map(([signature, changes]) => {
    const changed = { ...signature, ...Object.fromEntries(changes.map(({ field, value }) => [field, tidy(value)])) };
    return Object.fromEntries(Object.entries(changed).filter(([, value]) => !isBlank(value)));
  });

describe('the described body of a signature', () => {
  it('says the same as the check', () => {
    const seen = { fit: 0, refused: 0 };
    fc.assert(
      fc.property(posted, (body) => {
        const fit = checkSignature(body).signature !== undefined;
        assert.equal(matchesSchema(body), fit, JSON.stringify(body));
        seen[fit ? 'fit' : 'refused'] += 1;
      }),
      { numRuns: 3000 },
    );
    assert.ok(seen.fit > 300 && seen.refused > 300, JSON.stringify(seen));
  });

  it('asks for what a kind needs', () => {
    const least = { name: 'N', email: 'a@b.eu', lang: 'sv', consent: { declaration: '1/sv', privacy: '1/sv' } };
    for (const [body, fit] of [
      [{ ...least, kind: 'individual' }, true],
      [{ ...least, kind: 'organisation' }, false],
      [{ ...least, kind: 'organisation', organisation: 'O' }, true],
      [{ ...least, kind: 'politician' }, false],
      [{ ...least, kind: 'politician', capacity: 'C' }, true],
      [{ ...least }, false],
    ] as const) {
      assert.equal(matchesSchema(body), fit, JSON.stringify(body));
      assert.equal(checkSignature(body).signature !== undefined, fit);
    }
  });
});
