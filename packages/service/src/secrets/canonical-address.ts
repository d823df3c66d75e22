import { domainToASCII } from 'node:url';

/** One form for one mailbox: the mail goes to the address as typed, uniqueness is judged by this. */
export function canonicalAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at).toLowerCase()}@${domainToASCII(email.slice(at + 1).toLowerCase())}`;
}
