import type { Campaign } from '@cohesion/contract';
import { pendingHours } from '../store/index.ts';
import { msg, str } from '../words.ts';
import type { MailOrder } from './mail-order.ts';
import type { MailBody } from './write-mail.ts';

/** What sets one kind of mail apart from the others. */
export function mailBody(order: MailOrder, { declaration: { title } }: Campaign, confirmUrl: string): MailBody {
  if (order.kind === 'confirm') return confirmMail(title, confirmUrl, order.code);
  if (order.kind === 'reminder') return reminderMail(title, confirmUrl);
  if (order.kind === 'thanks') return thanksMail(title);
  return order.kind === 'held' ? heldMail(title) : alreadySignedMail(title);
}

const confirmAction = (url: string) => ({
  label: msg('Confirm my signature', { id: 'service.mail.confirm.action', desc: 'label of a link' }),
  url,
});

function confirmMail(title: string, url: string, digits: string): MailBody {
  return {
    subject: msg(str`Please confirm your signature: ${title}`, {
      id: 'service.mail.confirm.subject',
      desc: 'subject of a mail; the title of the declaration',
    }),
    heading: msg('Confirm your signature', { id: 'service.confirm.title' }),
    paragraphs: [
      msg(str`This address was used to sign “${title}”. One step is left: your signature counts when you confirm it.`, {
        id: 'service.mail.confirm.reason',
        desc: 'the title of the declaration',
      }),
    ],
    action: confirmAction(url),
    code: {
      label: msg('Or, where the form asks for a code, type this one', {
        id: 'service.mail.confirm.code',
        desc: 'before a code of six digits, which stands on its own line',
      }),
      digits,
    },
    afterAction: [
      msg(str`The link opens a page with one button. It works for ${pendingHours} hours.`, {
        id: 'service.mail.confirm.link-life',
        desc: 'a number of hours',
      }),
      notMe(),
    ],
  };
}

function reminderMail(title: string, url: string): MailBody {
  return {
    subject: msg(str`Your signature is not confirmed yet: ${title}`, {
      id: 'service.mail.reminder.subject',
      desc: 'subject of a mail; the title of the declaration',
    }),
    heading: msg('Your signature does not count yet', { id: 'service.mail.reminder.title' }),
    paragraphs: [
      msg(
        str`This address was used to sign “${title}”, and the signature still waits. One step is left: please confirm it.`,
        {
          id: 'service.mail.reminder.reason',
          desc: 'the title of the declaration',
        },
      ),
    ],
    action: confirmAction(url),
    afterAction: [
      msg(str`The link opens a page with one button. It works for ${pendingHours} hours from when you signed.`, {
        id: 'service.mail.reminder.link-life',
        desc: 'a number of hours',
      }),
      msg('This is the only reminder.', { id: 'service.mail.reminder.only' }),
      notMe(),
    ],
  };
}

const notMe = () =>
  msg(
    str`Was it not you? Then there is nothing to do. Without a confirmation nothing is counted, and after ${pendingHours} hours everything is erased.`,
    { id: 'service.mail.confirm.not-me', desc: 'a number of hours' },
  );

function thanksMail(title: string): MailBody {
  return {
    subject: msg(str`Thank you for your signature: ${title}`, {
      id: 'service.mail.thanks.subject',
      desc: 'subject of a mail; the title of the declaration',
    }),
    heading: msg('Thank you. Your signature counts.', { id: 'service.thanks.title' }),
    paragraphs: [
      msg(str`You have signed “${title}”, and confirmed it. Thank you for your support!`, {
        id: 'service.mail.thanks.reason',
        desc: 'the title of the declaration',
      }),
    ],
    afterAction: [
      msg('Keep this mail: with its link you can see, correct or withdraw your signature at any time.', {
        id: 'service.mail.thanks.keep',
      }),
    ],
  };
}

function heldMail(title: string): MailBody {
  return {
    subject: msg(str`Your signature waits for a person: ${title}`, {
      id: 'service.mail.held.subject',
      desc: 'subject of a mail; the title of the declaration',
    }),
    heading: msg('Your organisation has signed already', { id: 'service.held.title' }),
    paragraphs: [
      msg(str`You have confirmed that your organisation signs “${title}”.`, {
        id: 'service.mail.held.reason',
        desc: 'the title of the declaration',
      }),
      heldExplanation(),
    ],
    afterAction: [],
  };
}

/** Also on the page that says so. */
export const heldExplanation = () =>
  msg(
    'A signature of an organisation with the same name and the same mail domain is counted already, and each organisation signs once. So yours is not counted for now: a person looks at it and decides. You need not do anything.',
    { id: 'service.held.explanation' },
  );

function alreadySignedMail(title: string): MailBody {
  return {
    subject: msg(str`You have signed already: ${title}`, {
      id: 'service.mail.already-signed.subject',
      desc: 'subject of a mail; the title of the declaration',
    }),
    heading: msg('You have signed already', { id: 'service.mail.already-signed.title' }),
    paragraphs: [
      msg(str`This address was used again to sign “${title}”. Your signature is confirmed and counted already.`, {
        id: 'service.mail.already-signed.reason',
        desc: 'the title of the declaration',
      }),
    ],
    afterAction: [
      msg('There is nothing to do, and nothing has changed. Thank you for your support!', {
        id: 'service.mail.already-signed.nothing-to-do',
      }),
      msg('Was it not you who tried again? That does no harm: only this mailbox has been told that you have signed.', {
        id: 'service.mail.already-signed.not-me',
      }),
    ],
  };
}
