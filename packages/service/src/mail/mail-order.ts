/** All that is needed to write a mail when its turn comes. Holds personal data: it is sealed while it waits. */
export type MailOrder =
  | (Addressed & { readonly kind: 'confirm'; readonly token: string })
  | (Addressed & { readonly kind: 'already-signed' });

interface Addressed {
  readonly to: string;
  readonly name: string;
  readonly campaign: string;
  readonly lang: string;
}
