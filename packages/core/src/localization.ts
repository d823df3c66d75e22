import type { msg as litMsg, StrResult } from '@lit/localize';
import { wordFiles } from './generated/release.ts';
import { scriptUrl } from './script-url.ts';

/** The language the words in the source are written in; it needs no file. */
export const sourceLanguage = 'en';

/** A message in a words file: a plain sentence, or its pieces with the places of its values between them. */
type Message = string | readonly (string | number)[];

const loaded = new Map<string, Readonly<Record<string, Message>>>();
const loading = new Map<string, Promise<void>>();
/** Milliseconds until words that did not come are asked for again. */
const patience = 60_000;
let speaking = sourceLanguage;

/**
 * A message in the language of the element that is being rendered, in English where there is no translation.
 * Typed as lit-localize's own, so that its tools find the messages; ours, so that two elements on one page can speak
 * two languages, which one global locale cannot do. Every message has an `id`, and is text, never a template.
 */
export const msg = ((template: string | StrResult, { id }: { id: string }): string => {
  const translation = loaded.get(speaking)?.[id];
  if (typeof template === 'string') return typeof translation === 'string' ? translation : template;
  const { strings, values } = template;
  if (!Array.isArray(translation)) return String.raw({ raw: strings }, ...values);
  let text = '';
  for (const piece of translation as readonly (string | number)[]) {
    text += typeof piece === 'number' ? String(values[piece]) : piece;
  }
  return text;
}) as typeof litMsg;

/** Runs `render` with {@link msg} speaking the given language. */
export function speak(language: string, render: () => void): void {
  const before = speaking;
  speaking = language;
  try {
    render();
  } finally {
    speaking = before;
  }
}

/** The language whose words suit a BCP 47 tag: `sv-FI` → `sv`; one that we do not have → English. */
export function languageFor(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(wordFiles, language) ? language : sourceLanguage;
}

/** Are the words of this language here? */
export function hasWords(language: string): boolean {
  return language === sourceLanguage || loaded.has(language);
}

/** Fetches the words of a language, once. Never rejects: without them an element speaks English, and tries again later. */
export async function loadWords(language: string): Promise<void> {
  const file = wordFiles[language];
  if (hasWords(language) || !file) return;
  const load = loading.get(language) ?? fetchWords(language, file);
  loading.set(language, load);
  await load;
}

async function fetchWords(language: string, file: { name: string; integrity: string }): Promise<void> {
  try {
    const signal = AbortSignal.timeout(8_000);
    const options: RequestInit = {
      integrity: file.integrity,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    };
    const response = await fetch(new URL(`words/${file.name}`, scriptUrl), options);
    loaded.set(language, (await response.json()) as Record<string, Message>);
  } catch {
    // A page without our words is a page in English, never a broken one; it asks again, but not at every redraw.
    setTimeout(() => loading.delete(language), patience);
  }
}
