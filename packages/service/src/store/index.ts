export type {
  ConfirmLink,
  DueMail,
  KeyedRequest,
  LedgerError,
  NewSignature,
  SignatureInMail,
  SignatureStore,
  SignOutcome,
} from './signature-store.ts';
export { mailsPerSignature, pendingHours } from './signature-store.ts';
export { checkKeys } from './check-keys.ts';
export { SqlStore } from './sql-store.ts';
export { openSqlite } from './sqlite.ts';
