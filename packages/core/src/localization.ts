import { runtimeMsg } from '@lit/localize/internal/runtime-msg.js';
import type { msg as litMsg } from '@lit/localize';
import { wordFiles } from './generated/word-files.ts';
import { scriptUrl } from './script-url.ts';

/** The language the words in the source are written in; it needs no file. */
export const sourceLanguage = 'en';

type Words = Parameters<typeof runtimeMsg>[0] & object;

/** A message in a words file: a plain sentence, or its pieces with the places of its values between them. */
type Message = string | readonly (string | number)[];

const loaded = new Map<string, Words>();
const loading = new Map<string, Promise<void>>();
let speaking = sourceLanguage;

/**
 * A message in the language of the element that is being rendered, in English where there is no translation.
 * Typed as lit-localize's own, so that its tools find the messages; ours, so that two elements on one page can speak
 * two languages, which one global locale cannot do.
 */
export const msg: typeof litMsg = ((template: never, options: never) =>
  runtimeMsg(loaded.get(speaking), template, options)) as typeof litMsg;

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
    const options: RequestInit = { integrity: file.integrity, credentials: 'omit', referrerPolicy: 'no-referrer', signal };
    const response = await fetch(new URL(`words/${file.name}`, scriptUrl), options);
    loaded.set(language, unpack((await response.json()) as Record<string, Message>));
  } catch {
    // A page without our words is a page in English, never a broken one.
  } finally {
    loading.delete(language);
  }
}

function unpack(messages: Record<string, Message>): Words {
  const words: Words = {};
  for (const [id, message] of Object.entries(messages)) {
    if (typeof message === 'string') {
      words[id] = message;
      continue;
    }
    const strings: string[] = [];
    const values: number[] = [];
    for (const piece of message) {
      if (typeof piece === 'string') strings.push(piece);
      else values.push(piece);
    }
    words[id] = { strTag: true, strings: Object.assign(strings, { raw: strings }), values };
  }
  return words;
}
