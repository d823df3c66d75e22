import { signatoryKinds, typedCodeRules } from '@cohesion/contract';
import { Type, type TProperties } from '@fastify/type-provider-typebox';

/** Shapes that more than one call answers with. */

const closed = <P extends TProperties>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description && { description }) });

export const CampaignParams = Type.Object({
  campaign: Type.String({ description: 'Its id, or `default` for the service’s own default campaign' }),
});

export const Problem = closed(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    errors: Type.Array(
      closed({
        field: Type.Optional(Type.String()),
        code: Type.String(),
        triesLeft: Type.Optional(Type.Integer({ description: 'Beside `code-wrong`' })),
      }),
    ),
  },
  'RFC 9457. Why, in codes; without a field, the whole was refused.',
);

/** How a refusal is described. */
export const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

const Kind = Type.Union(signatoryKinds.map((kind) => Type.Literal(kind)));
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' });
const Region = Type.String({ pattern: '^[A-Z]{2}[0-9A-Z]{0,3}$', description: 'NUTS code; `SE22` holds `SE224`' });
const PartnerId = Type.String({ pattern: '^[a-z0-9-]{1,64}$', description: 'An id of the campaign’s partner list' });
const Lang = Type.String({ maxLength: 35, description: 'BCP 47; one that the campaign lacks becomes its default' });

export const TotalQuery = Type.Object({
  region: Type.Optional(Region),
  country: Type.Optional(Country),
  kind: Type.Optional(Kind),
  partner: Type.Optional(PartnerId),
});

export const Total = closed({
  total: Type.Integer({ description: 'Confirmed signatures' }),
  goal: Type.Integer({ description: 'Signatures hoped for' }),
  asOf: Type.String({ format: 'date-time' }),
  nextPoll: Type.Integer({ description: 'Seconds to wait before asking again' }),
});

export const CampaignQuery = Type.Object({
  lang: Type.Optional(Lang),
  partner: Type.Optional(Type.String({ maxLength: 64 })),
});

const Version = Type.String({ description: 'Names the exact wording, such as `2018-1/sv`' });
const Paragraphs = Type.Array(Type.String(), { description: 'Plain text, never HTML' });
const FieldUse = Type.Union([Type.Literal('off'), Type.Literal('optional'), Type.Literal('required')]);
const Instant = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

export const Campaign = closed({
  id: Type.String(),
  lang: Type.String(),
  languages: Type.Array(Type.String()),
  status: Type.Union([Type.Literal('upcoming'), Type.Literal('open'), Type.Literal('closed')]),
  opens: Instant,
  closes: Instant,
  title: Type.String(),
  summary: Type.String(),
  hashtag: Type.String(),
  goal: Type.Integer(),
  declaration: closed({ version: Version, title: Type.String(), paragraphs: Paragraphs }),
  privacy: closed({
    version: Version,
    controller: Type.String(),
    consent: Type.String({ description: 'The sentence beside the required box' }),
    url: Type.String({ format: 'uri' }),
    paragraphs: Paragraphs,
  }),
  choices: closed({
    listed: Type.Optional(Type.String()),
    updates: Type.Optional(Type.String()),
    partnerUpdates: Type.Optional(Type.String()),
  }),
  fields: closed({ country: FieldUse, region: FieldUse }),
  partner: Type.Union([
    closed({
      id: Type.String(),
      name: Type.String(),
      url: Type.String({ format: 'uri' }),
      country: Type.Optional(Type.String()),
      region: Type.Optional(Type.String()),
    }),
    Type.Null(),
  ]),
});

export const SignatureAccepted = closed({
  status: Type.Literal('check-your-mail'),
  pending: Type.String({ description: 'A handle that says nothing about the address' }),
});

const pending = Type.String({
  maxLength: typedCodeRules.pending.maxLength,
  pattern: typedCodeRules.pending.pattern,
  description: 'The handle of the answer to the signature',
});

export const TypedCode = closed({
  pending,
  code: Type.String({ pattern: typedCodeRules.code.pattern, description: 'Of the newest mail' }),
});

export const Pending = closed({ pending });

export const CodeAccepted = Type.Union([
  closed({
    status: Type.Literal('confirmed'),
    number: Type.Integer({ description: 'Which signature it is, counted from 1' }),
  }),
  closed({ status: Type.Literal('held') }, 'Not counted: its organisation has signed before, and a person decides'),
]);
