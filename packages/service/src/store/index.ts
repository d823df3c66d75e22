export type {
  CodeOutcome,
  ConfirmLink,
  DueMail,
  KeyedRequest,
  LedgerError,
  MineChange,
  MineLink,
  NewSignature,
  OwnSignature,
  ResendOutcome,
  SignatureInMail,
  SignatureStore,
  SignOutcome,
} from './signature-store.ts';
export { mailsPerSignature, pendingHours, reminderHours, resends, triesPerCode } from './signature-store.ts';
export { checkKeys } from './check-keys.ts';
export { SqlStore } from './sql-store.ts';
export { openSqlite } from './sqlite.ts';
