import type { Campaign } from './campaign.ts';
import { countryCodes } from './country-codes.ts';
import type { Refusal } from './problem.ts';
import { signatoryKinds } from './signature.ts';
import type { Correction, Handle, SignatoryKind, Signature, TypedCode } from './signature.ts';

/** What one field of a signature must be. The form, the service and the API description all derive from it. */
export interface FieldRule {
  /** Default: text. */
  readonly type?: 'boolean' | 'consent';
  /** Counted in code points, after NFC and trim. */
  readonly maxLength?: number;
  /** The shape of an accepted value, written for the `u` flag. */
  readonly pattern?: string;
  /** The only values accepted. */
  readonly oneOf?: readonly string[];
  /** Always, or only for this kind of signatory. Default: never. */
  readonly required?: true | SignatoryKind;
}

/** No control characters, halves of surrogate pairs, line separators or overrides of the writing direction. */
const text = '^[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+$';
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+";
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}\\-]{0,61}[\\p{L}\\p{N}\\p{M}])?';

/** RFC 5321 dot-string before the @ (our mail route has no SMTPUTF8), an international host name after it. */
const address = `^${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`;

/** In the order a form asks for them, which is the order of the refusals. */
export const signatureRules = {
  kind: { oneOf: signatoryKinds, required: true },
  name: { maxLength: 200, pattern: text, required: true },
  organisation: { maxLength: 200, pattern: text, required: 'organisation' },
  capacity: { maxLength: 200, pattern: text, required: 'politician' },
  email: { maxLength: 254, pattern: address, required: true },
  country: { oneOf: countryCodes },
  region: { maxLength: 5, pattern: '^[A-Z]{2}[0-9A-Z]{0,3}$' },
  partner: { maxLength: 64, pattern: '^[a-z0-9\\-]+$' },
  lang: { maxLength: 35, pattern: '^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$', required: true },
  consent: { type: 'consent', required: true },
  listed: { type: 'boolean' },
  updates: { type: 'boolean' },
  partnerUpdates: { type: 'boolean' },
  challenge: { maxLength: 4096, pattern: '^[A-Za-z0-9+/=_\\-]+$' },
} as const satisfies Record<keyof Signature, FieldRule>;

export type ChecksOnSignature =
  | { readonly signature: Signature; readonly refusals?: never }
  | { readonly signature?: never; readonly refusals: readonly Refusal[] };

/** What a code is typed with. */
export const typedCodeRules = {
  pending: { maxLength: 64, pattern: '^[A-Za-z0-9_\\-]+$', required: true },
  code: { pattern: '^[0-9]{6}$', required: true },
} as const satisfies Record<keyof TypedCode, FieldRule>;

export type ChecksOnCorrection =
  | { readonly correction: Correction; readonly refusals?: never }
  | { readonly correction?: never; readonly refusals: readonly Refusal[] };

export type ChecksOnTypedCode =
  | { readonly typed: TypedCode; readonly refusals?: never }
  | { readonly typed?: never; readonly refusals: readonly Refusal[] };

export type ChecksOnHandle =
  | { readonly handle: Handle; readonly refusals?: never }
  | { readonly handle?: never; readonly refusals: readonly Refusal[] };

/**
 * Checks what was typed or posted, and tidies it: NFC, trimmed, blank optional fields left out.
 *
 * @param input - Anything at all; a form's draft, or the parsed body of a request.
 * @param fields - What the campaign asks for; without it, country and region are optional.
 * @returns Either a signature fit to be stored, or every reason why not, in the order of the rules.
 */
export function checkSignature(input: unknown, fields?: Campaign['fields']): ChecksOnSignature {
  const { checked, refusals } = checkFields(input, signatureRules, fields);
  return refusals.length > 0 ? { refusals } : { signature: checked as Signature };
}

/**
 * Checks what a signatory wants to have put right; without a field, it is taken for blank.
 *
 * @param input - The fields as typed.
 * @param kind - As what it was signed: that decides which fields are required.
 */
export function checkCorrection(input: unknown, kind: SignatoryKind): ChecksOnCorrection {
  const { name, organisation, capacity } = signatureRules;
  const { checked, refusals } = checkFields(input, { name, organisation, capacity }, undefined, kind);
  return refusals.length > 0 ? { refusals } : { correction: checked as Correction };
}

/** Checks the body of `…/signatures/confirm`. */
export function checkTypedCode(input: unknown): ChecksOnTypedCode {
  const { checked, refusals } = checkFields(input, typedCodeRules);
  return refusals.length > 0 ? { refusals } : { typed: checked as TypedCode };
}

/** Checks the body of `…/signatures/resend`. */
export function checkHandle(input: unknown): ChecksOnHandle {
  const { checked, refusals } = checkFields(input, { pending: typedCodeRules.pending });
  return refusals.length > 0 ? { refusals } : { handle: checked as Handle };
}

function checkFields(
  input: unknown,
  rules: Readonly<Record<string, FieldRule>>,
  fields?: Campaign['fields'],
  kind?: SignatoryKind,
): { checked?: unknown; refusals: readonly Refusal[] } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { refusals: [{ code: 'not-json' }] };

  const given = input as Record<string, unknown>;
  const refusals: Refusal[] = [];
  const checked: Record<string, unknown> = {};

  for (const [field, rule] of Object.entries(rules)) {
    const value = tidy(given[field]);
    const use = fields?.[field as keyof Campaign['fields']];
    const problem = isBlank(value)
      ? isRequired(rule, kind ?? given['kind']) || use === 'required'
        ? 'missing'
        : undefined
      : use === 'off'
        ? 'unknown'
        : problemOf(value, rule);

    if (problem) refusals.push({ field, code: `${field}-${problem}` });
    else if (!isBlank(value)) checked[field] = value;
  }
  for (const field of Object.keys(given)) {
    if (!Object.hasOwn(rules, field)) {
      const name = field.slice(0, 40);
      refusals.push({ field: name, code: `${name}-unknown` });
    }
  }
  return { checked, refusals };
}

/** Unicode in one form, without the blanks around it: “é” typed two ways is one name. */
function tidy(value: unknown): unknown {
  return typeof value === 'string' ? value.normalize('NFC').trim() : value;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isRequired(rule: FieldRule, kind: unknown): boolean {
  return rule.required === true || (rule.required !== undefined && rule.required === kind);
}

function problemOf(value: unknown, rule: FieldRule): 'too-long' | 'malformed' | 'unknown' | undefined {
  if (rule.type === 'boolean') return typeof value === 'boolean' ? undefined : 'malformed';
  if (rule.type === 'consent') return isConsent(value) ? undefined : 'malformed';
  if (typeof value !== 'string') return 'malformed';
  if (rule.oneOf) return rule.oneOf.includes(value) ? undefined : 'unknown';
  if (rule.maxLength !== undefined && [...value].length > rule.maxLength) return 'too-long';
  if (rule.pattern !== undefined && !new RegExp(rule.pattern, 'u').test(value)) return 'malformed';
  return undefined;
}

function isConsent(value: unknown): value is Signature['consent'] {
  if (typeof value !== 'object' || value === null) return false;
  const versions = value as Record<string, unknown>;
  return (
    Object.keys(versions).length === 2 &&
    ['declaration', 'privacy'].every(
      (key) => typeof versions[key] === 'string' && /^[\w./-]{1,64}$/.test(versions[key]),
    )
  );
}
