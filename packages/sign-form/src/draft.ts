import type { Campaign, SignatoryKind, Signature } from '@cohesion/contract';

/** What a visitor has typed and ticked so far. Kept through every failure, and when the kind of signatory changes. */
export interface Draft {
  kind: SignatoryKind;
  name: string;
  organisation: string;
  capacity: string;
  email: string;
  country: string;
  consent: boolean;
  listed: boolean;
  updates: boolean;
  partnerUpdates: boolean;
}

export function emptyDraft(kind: SignatoryKind = 'individual'): Draft {
  return {
    kind,
    name: '',
    organisation: '',
    capacity: '',
    email: '',
    country: '',
    consent: false,
    listed: false,
    updates: false,
    partnerUpdates: false,
  };
}

/** Takes over what stands in the form's controls: autofill and password managers do not always tell. */
export function readInto(draft: Draft, form: HTMLFormElement): Draft {
  const read: Record<string, unknown> = { ...draft };
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.type === 'checkbox') read[control.name] = control.checked;
    else if (control instanceof HTMLInputElement && control.type === 'radio') {
      if (control.checked) read[control.name] = control.value;
    } else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      read[control.name] = control.value;
    }
  }
  return read as unknown as Draft;
}

/** The draft as it would be sent, unchecked. What the visitor was not asked stays out, even if it was typed before. */
export function signatureOf(draft: Draft, campaign: Campaign): Partial<Signature> {
  const { kind, name, organisation, capacity, email, country, listed, updates, partnerUpdates } = draft;
  return {
    kind,
    name,
    ...(kind === 'organisation' ? { organisation } : {}),
    ...(kind === 'politician' ? { capacity } : {}),
    email,
    ...(campaign.fields.country === 'off' ? {} : { country }),
    ...(campaign.partner ? { partner: campaign.partner.id } : {}),
    lang: campaign.lang,
    ...(draft.consent
      ? { consent: { declaration: campaign.declaration.version, privacy: campaign.privacy.version } }
      : {}),
    listed,
    updates,
    partnerUpdates: partnerUpdates && campaign.choices.partnerUpdates !== undefined,
  };
}
