export type { Campaign, CampaignStatus, ChoiceName, ConsentText, FieldUse, Partner } from './campaign.ts';
export { countryCodes } from './country-codes.ts';
export type {
  ChecksOnCorrection,
  ChecksOnHandle,
  ChecksOnSignature,
  ChecksOnTypedCode,
  FieldRule,
} from './signature-rules.ts';
export {
  checkCorrection,
  checkHandle,
  checkSignature,
  checkTypedCode,
  signatureRules,
  typedCodeRules,
} from './signature-rules.ts';
export type { Problem, Refusal } from './problem.ts';
export type {
  CodeAccepted,
  Confirmed,
  Correction,
  Handle,
  Held,
  SignatoryKind,
  Signature,
  SignatureAccepted,
  TypedCode,
} from './signature.ts';
export { signatoryKinds } from './signature.ts';
export type { Total, TotalFilter } from './total.ts';
