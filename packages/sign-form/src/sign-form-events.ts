import type { SignatoryKind } from '@cohesion/contract';

/** None of them carries anything that tells who signed. */
export interface SignFormEventMap {
  /** About to be sent. Cancel it to send the signature another way. */
  'cohesion-sign': CustomEvent<{ readonly kind: SignatoryKind }>;
  /** The service has taken it; it counts once the mail is answered. */
  'cohesion-signed': CustomEvent<{ readonly kind: SignatoryKind }>;
  /** The form or the service has refused it; the codes say why. */
  'cohesion-refused': CustomEvent<{ readonly codes: readonly string[] }>;
}

declare global {
  interface HTMLElementEventMap extends SignFormEventMap {}
}
