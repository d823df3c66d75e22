import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html } from 'ghtml';
import { activeLanguage } from '../words.ts';

/** The one style sheet of the service's own pages. */
export const styleSheet = readFileSync(new URL('./pages.css', import.meta.url), 'utf8');

/** Its name changes with its content, so it can be kept for ever. */
export const styleSheetPath = `/pages/${createHash('sha256').update(styleSheet).digest('hex').slice(0, 12)}.css`;

export interface Page {
  readonly title: string;
  /** HTML. What is put into it has been escaped by `html`. */
  readonly main: string;
  /** Over the heading: whose page it is. */
  readonly brand?: string;
  /** HTML of the last lines. */
  readonly footer?: string;
  /** HTML for the head. */
  readonly head?: string;
  readonly layout?: 'narrow' | 'wide' | 'embedded';
}

/** A whole page in the active language. */
export function page({ title, main, brand = '', footer = '', head = '', layout = 'narrow' }: Page): string {
  return html`<!doctype html>
    <html lang="${activeLanguage()}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="${styleSheetPath}" />
        !${head}
      </head>
      <body class="${layout}">
        !${brand ? html`<header><p class="brand">${brand}</p></header>` : ''}
        <main>!${main}</main>
        !${footer ? html`<footer>!${footer}</footer>` : ''}
      </body>
    </html> `;
}
