export type { Campaign, CampaignStatus, ChoiceName, ConsentText, FieldUse, Partner } from './campaign.ts';
export { countryCodes } from './country-codes.ts';
export type { ChecksOnSignature, FieldRule } from './signature-rules.ts';
export { checkSignature, signatureRules } from './signature-rules.ts';
export type { Problem, Refusal } from './problem.ts';
export type { Confirmed, SignatoryKind, Signature, SignatureAccepted } from './signature.ts';
export { signatoryKinds } from './signature.ts';
export type { Total, TotalFilter } from './total.ts';
