import { signatureRules } from '@cohesion/contract';
import { msg } from '@cohesion/core';
import { str } from '@lit/localize';

/** A refusal in the reader's words: what is wrong, and what to do. Call it while rendering. */
export function refusalText(code: string): string {
  const most = signatureRules.name.maxLength;
  switch (code) {
    case 'name-missing':
      return msg('Enter your name', { id: 'sign-form.name-missing' });
    case 'organisation-missing':
      return msg('Enter the name of the organisation', { id: 'sign-form.organisation-missing' });
    case 'capacity-missing':
      return msg('Enter your office, such as “Mayor of …”', { id: 'sign-form.capacity-missing' });
    case 'name-too-long':
    case 'organisation-too-long':
    case 'capacity-too-long':
      return msg(str`Shorten this to at most ${most} characters`, { id: 'sign-form.too-long', desc: 'a number' });
    case 'name-malformed':
    case 'organisation-malformed':
    case 'capacity-malformed':
      return msg('This has characters that cannot be used. Type it anew, with letters', { id: 'sign-form.malformed' });
    case 'email-missing':
      return msg('Enter your e-mail address', { id: 'sign-form.email-missing' });
    case 'email-malformed':
    case 'email-too-long':
      return msg('Enter an e-mail address like name@example.eu', { id: 'sign-form.email-malformed' });
    case 'country-missing':
    case 'country-unknown':
      return msg('Choose your country', { id: 'sign-form.country-missing' });
    case 'consent-missing':
    case 'consent-malformed':
      return msg('Tick this box if you want to sign', { id: 'sign-form.consent-missing' });
    case 'consent-outdated':
      return msg('The text has just been changed. Read it again and tick the box', {
        id: 'sign-form.consent-outdated',
      });
    case 'campaign-not-open':
      return msg('Signatures cannot be given right now', { id: 'sign-form.campaign-not-open' });
    case 'too-many':
      return msg('Many are signing right now. Your text is kept; please try again in a while', {
        id: 'sign-form.too-many',
      });
    default:
      return msg('The signature could not be taken. Your text is kept; please try again', { id: 'sign-form.refused' });
  }
}
