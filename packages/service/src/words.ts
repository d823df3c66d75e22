import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { str, type msg as litMsg } from '@lit/localize';
import { runtimeMsg } from '@lit/localize/internal/runtime-msg.js';
import { StartError } from './start-error.ts';

export { str };

/** The words are written in it; the others are translations. */
const sourceLanguage = 'en';

type Templates = Parameters<typeof runtimeMsg>[0];
const translations = new Map<string, Templates>();
let active = sourceLanguage;

/** Words in the language that {@link inLanguage} has set. Typed as lit-localize's own, so that extraction finds them. */
export const msg: typeof litMsg = ((template: never, options?: never) =>
  runtimeMsg(translations.get(active), template, options)) as typeof litMsg;

/** Loads every translation there is. */
export async function loadWords(folder: string): Promise<void> {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  } catch (error) {
    throw new StartError(`There are no translations in ${folder}. Build them first: npm run build`, { cause: error });
  }
  for (const file of files) {
    const { templates } = (await import(pathToFileURL(join(folder, file)).href)) as { templates: Templates };
    translations.set(file.slice(0, -'.ts'.length), templates);
  }
}

/** Runs `write` with the words of a language, and gives what it returns. It must not wait for anything. */
export function inLanguage<T>(lang: string, write: () => T): T {
  const before = active;
  active = knownLanguage([lang]);
  try {
    return write();
  } finally {
    active = before;
  }
}

/** The language that the words are in now: for `lang` attributes, numbers and dates. */
export function activeLanguage(): string {
  return active;
}

/** The first of these that there are words in, or its wider language: `de-AT` finds `de`. English when none is known. */
export function knownLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const known = [tag, tag.split('-')[0]!].find((lang) => lang === sourceLanguage || translations.has(lang));
    if (known) return known;
  }
  return sourceLanguage;
}

/** The languages of an `Accept-Language` header in the order in which browsers write them: the best first. */
export function languagesOf(header: string | undefined): string[] {
  return (header ?? '').split(',').map((part) => part.split(';')[0]!.trim().toLowerCase());
}

/** A number as the active language writes it. */
export function formatNumber(number: number): string {
  return new Intl.NumberFormat(active).format(number);
}
