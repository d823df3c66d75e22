import type { MailContent } from './write-mail.ts';

/** The text part. Links stand on lines of their own, so that every mail program finds their ends. */
export function mailText(content: MailContent): string {
  const { greeting, paragraphs, action, code, afterAction, links, sender, privacy } = content;
  return [
    greeting,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...(code ? [`${code.label}:\n${code.digits}`] : []),
    ...afterAction,
    ...links.map(({ label, url }) => `${label}:\n${url}`),
    `-- \n${sender}\n${privacy.label}: ${privacy.url}\n`,
  ].join('\n\n');
}
