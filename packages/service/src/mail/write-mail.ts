import type { Campaign } from '@cohesion/contract';
import { activeLanguage, inLanguage, msg, str } from '../words.ts';
import { mailBody } from './mail-bodies.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';
import type { MailOrder } from './mail-order.ts';

/** What a mail says, before it is set as text and as HTML. */
export interface MailContent extends MailBody {
  readonly lang: string;
  readonly greeting: string;
  /** What can be done at any time. */
  readonly links: readonly Link[];
  /** Who sends it, and why. */
  readonly sender: string;
  readonly privacy: Link;
}

/** What one kind of mail says. */
export interface MailBody {
  readonly subject: string;
  /** The mail in a few words; shown large. */
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly action?: Link;
  /** Another way to do it: six digits to type. */
  readonly code?: { readonly label: string; readonly digits: string };
  readonly afterAction: readonly string[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** Writes a mail in the language it was ordered in. */
export function writeMail(order: MailOrder, { campaign, publicUrl }: { campaign: Campaign; publicUrl: string }) {
  const urls = {
    confirm: 'token' in order ? `${publicUrl}/v1/confirm/${order.token}` : '',
    mine: `${publicUrl}/v1/mine/${order.mine}`,
    notMe: `${publicUrl}/v1/mine/${order.mine}/not-me`,
  };
  const content = inLanguage(order.lang, () => ({
    ...frame(order, campaign, urls),
    ...mailBody(order, campaign, urls.confirm),
  }));
  return {
    ...{ lang: content.lang, subject: content.subject, text: mailText(content), html: mailHtml(content) },
    // What a mail program's own “unsubscribe” opens: a page, on which nothing happens before a press.
    unsubscribe: 'token' in order ? urls.notMe : urls.mine,
  };
}

/** What every mail begins and ends with. */
function frame({ name }: MailOrder, { hashtag, privacy }: Campaign, { mine, notMe }: Record<'mine' | 'notMe', string>) {
  return {
    lang: activeLanguage(),
    greeting: isGreetable(name)
      ? msg(str`Hello ${name},`, { id: 'service.mail.greeting', desc: 'first line of a mail; a name' })
      : msg('Hello,', { id: 'service.mail.greeting-without-name', desc: 'first line of a mail' }),
    links: [
      {
        label: msg('My signature: see, correct or withdraw it', { id: 'service.mail.mine', desc: 'label of a link' }),
        url: mine,
      },
      {
        label: msg('It was not me: erase this, and write to me no more', {
          id: 'service.mail.not-me',
          desc: 'label of a link',
        }),
        url: notMe,
      },
    ],
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
