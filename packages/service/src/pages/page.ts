import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html } from 'ghtml';
import { activeLanguage } from '../words.ts';

/** A file that the pages need. Its name changes with its content, so it can be kept for ever. */
export interface PageFile {
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

export const styleSheet = pageFile('pages.css', 'text/css; charset=utf-8');
export const icon = pageFile('icon.svg', 'image/svg+xml');

function pageFile(name: string, type: string): PageFile {
  const content = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/pages/${hash}-${name}`, type, content };
}

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
        <link rel="icon" href="${icon.path}" />
        <link rel="stylesheet" href="${styleSheet.path}" />
        !${head}
      </head>
      <body class="${layout}">
        !${brand ? html`<header><p class="brand">${brand}</p></header>` : ''}
        <main>!${main}</main>
        !${footer ? html`<footer>!${footer}</footer>` : ''}
      </body>
    </html> `;
}
