import type { MailContent } from './write-mail.ts';

/** The text part. The link stands on a line of its own, so that every mail program finds its end. */
export function mailText({ greeting, paragraphs, action, afterAction, sender, privacy }: MailContent): string {
  return [
    greeting,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...afterAction,
    `-- \n${sender}\n${privacy.label}: ${privacy.url}\n`,
  ].join('\n\n');
}
