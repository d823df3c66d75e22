import { html } from 'ghtml';
import type { MailContent } from './write-mail.ts';

// Mail programs keep only what is written on the element itself.
const body = 'margin:0;padding:24px 16px;font:16px/1.6 system-ui,-apple-system,Segoe UI,Roboto,sans-serif';
const sheet = 'max-width:34em;margin:0 auto';
const rule = 'height:4px;background:#ffcc00;border-radius:2px;width:64px;margin:0 0 24px';
const title = 'font-size:24px;line-height:1.25;margin:0 0 16px';
const button =
  'display:inline-block;background:#003399;color:#ffffff;border:1px solid #8fb0ff;border-radius:6px;padding:12px 24px;' +
  'font-weight:600;text-decoration:none';
const address = 'font-size:14px;line-height:1.5;overflow-wrap:anywhere';
const digits = 'font-size:28px;line-height:1.3;font-weight:700;letter-spacing:0.18em;margin:0 0 24px';
const foot = 'font-size:14px;line-height:1.5;margin-top:32px;padding-top:16px;border-top:1px solid #9aa3b5';

/** The HTML part: one column of plain elements, no table, no picture, nothing loaded. */
export function mailHtml(content: MailContent): string {
  const { lang, subject, heading, greeting, paragraphs, action, code, afterAction, links, sender, privacy } = content;
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${subject}</title>
      </head>
      <body style="${body}">
        <main lang="${lang}" style="${sheet}">
          <div style="${rule}"></div>
          <h1 style="${title}">${heading}</h1>
          <p>${greeting}</p>
          !${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
          !${
            action
              ? html`<p style="margin:24px 0"><a href="${action.url}" style="${button}">${action.label}</a></p>
                  <p style="${address}">${action.url}</p>`
              : ''
          }
          !${
            code
              ? html`<p style="margin:24px 0 4px">${code.label}:</p>
                  <p style="${digits}">${code.digits}</p>`
              : ''
          }
          !${afterAction.map((paragraph) => html`<p>${paragraph}</p>`)}
          <p style="${foot}">
            !${links.map(({ label, url }) => html`<a href="${url}" style="color:inherit">${label}</a><br />`)}
          </p>
          <p style="${address}">${sender}<br /><a href="${privacy.url}" style="color:inherit">${privacy.label}</a></p>
        </main>
      </body>
    </html> `;
}
