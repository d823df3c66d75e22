/** All that is needed to write a mail when its turn comes. Holds personal data: it is sealed while it waits. */
export type MailOrder = Addressed &
  (
    | { readonly kind: 'confirm'; readonly token: string; readonly code: string }
    | { readonly kind: 'reminder'; readonly token: string }
    | { readonly kind: 'thanks' | 'held' | 'already-signed' }
  );

interface Addressed {
  readonly to: string;
  readonly name: string;
  readonly campaign: string;
  readonly lang: string;
  /** Opens “my signature”, and “it was not me”. */
  readonly mine: string;
}
