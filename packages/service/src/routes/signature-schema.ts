import { signatoryKinds, signatureRules, type FieldRule } from '@cohesion/contract';

const version = { type: 'string', pattern: '^[\\w./\\-]{1,64}$' } as const;

/**
 * The body of a signature as JSON Schema, for the description of the API. It is derived from the rules and checks
 * nothing itself: `checkSignature` is the one check. It describes what that takes without having to tidy it first.
 */
export const signatureSchema = {
  type: 'object',
  properties: Object.fromEntries(
    Object.entries<FieldRule>(signatureRules).map(([field, rule]) => [field, schemaOf(rule)]),
  ),
  required: fieldsRequiredFor(true),
  additionalProperties: false,
  allOf: signatoryKinds
    .map((kind) => ({ kind, required: fieldsRequiredFor(kind) }))
    .filter(({ required }) => required.length > 0)
    .map(({ kind, required }) => ({ if: { properties: { kind: { const: kind } } }, then: { required } })),
};

function schemaOf({ type, oneOf, maxLength, pattern }: FieldRule): Record<string, unknown> {
  if (type === 'boolean') return { type: 'boolean', default: false };
  if (type === 'consent') {
    return {
      type: 'object',
      description: 'Versions of the exact texts that were on the screen',
      properties: { declaration: version, privacy: version },
      required: ['declaration', 'privacy'],
      additionalProperties: false,
    };
  }
  return { type: 'string', ...(oneOf ? { enum: oneOf } : { minLength: 1, maxLength, pattern }) };
}

function fieldsRequiredFor(required: FieldRule['required']): string[] {
  return Object.entries<FieldRule>(signatureRules)
    .filter(([, rule]) => rule.required === required)
    .map(([field]) => field);
}
