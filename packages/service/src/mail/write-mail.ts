import type { Campaign } from '@cohesion/contract';
import { pendingHours } from '../store/index.ts';
import { activeLanguage, inLanguage, msg, str } from '../words.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';
import type { MailOrder } from './mail-order.ts';

/** What a mail says, before it is set as text and as HTML. */
export interface MailContent {
  readonly lang: string;
  readonly subject: string;
  /** The mail in a few words; shown large. */
  readonly heading: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string };
  readonly afterAction: readonly string[];
  /** Who sends it, and why. */
  readonly sender: string;
  readonly privacy: { readonly label: string; readonly url: string };
}

/** Writes a mail in the language it was ordered in. */
export function writeMail(order: MailOrder, { campaign, publicUrl }: { campaign: Campaign; publicUrl: string }) {
  const content = inLanguage(order.lang, () =>
    order.kind === 'confirm' ? confirmMail(order, campaign, publicUrl) : alreadySignedMail(order, campaign),
  );
  return { lang: content.lang, subject: content.subject, text: mailText(content), html: mailHtml(content) };
}

function confirmMail(order: Extract<MailOrder, { kind: 'confirm' }>, campaign: Campaign, publicUrl: string) {
  const { title } = campaign.declaration;
  return {
    ...frame(order, campaign),
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
    action: {
      label: msg('Confirm my signature', { id: 'service.mail.confirm.action', desc: 'label of a link' }),
      url: `${publicUrl}/v1/confirm/${order.token}`,
    },
    afterAction: [
      msg(str`The link opens a page with one button. It works for ${pendingHours} hours.`, {
        id: 'service.mail.confirm.link-life',
        desc: 'a number of hours',
      }),
      msg(
        str`Was it not you? Then there is nothing to do. Without a confirmation nothing is counted, and after ${pendingHours} hours everything is erased.`,
        { id: 'service.mail.confirm.not-me', desc: 'a number of hours' },
      ),
    ],
  };
}

function alreadySignedMail(order: MailOrder, campaign: Campaign) {
  const { title } = campaign.declaration;
  return {
    ...frame(order, campaign),
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

/** What every mail begins and ends with. */
function frame({ name }: MailOrder, { hashtag, privacy }: Campaign) {
  return {
    lang: activeLanguage(),
    greeting: isGreetable(name)
      ? msg(str`Hello ${name},`, { id: 'service.mail.greeting', desc: 'first line of a mail; a name' })
      : msg('Hello,', { id: 'service.mail.greeting-without-name', desc: 'first line of a mail' }),
    sender: msg(
      str`This mail was sent automatically for ${hashtag}, because this address was typed into its form. Responsible: ${privacy.controller}.`,
      {
        id: 'service.mail.sender',
        desc: 'last lines of a mail: the campaign’s hashtag; who is responsible for the data',
      },
    ),
    privacy: {
      label: msg('What happens to your data', { id: 'service.mail.privacy', desc: 'label of a link' }),
      url: privacy.url,
    },
  };
}

/** Anyone can type anything as a name, for any address: what could pass for a message or a link is not repeated. */
function isGreetable(name: string): boolean {
  return [...name].length <= 60 && !/[@:/\\<>]|\.\p{L}{2}|www/iu.test(name);
}
