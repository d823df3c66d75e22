/** The marks by which HTML and Markdown are known; a lone `<`, `*` or `&` is ordinary punctuation. */
const markup: readonly (readonly [RegExp, string])[] = [
  [/<\/?[a-z][^>]*>|<!--/iu, 'HTML'],
  [/&(?:[a-z]+|#\d+|#x[\da-f]+);/iu, 'an HTML entity'],
  [/!?\[[^\]]*\]\([^)]*\)/u, 'a Markdown link'],
  [/(\*\*|__)(?=\S).+?\1/u, 'Markdown'],
  [/(?<![\p{L}\p{N}*])\*(?=[^\s*])[^*]+\*(?![\p{L}\p{N}*])/u, 'Markdown'],
  [/`[^`]+`/u, 'Markdown'],
];

/**
 * What keeps a text from being plain: it is shown exactly as it is written.
 *
 * @param placeholders - Names that may stand in braces, such as `partner`.
 * @returns The reason and the remedy, or undefined when all is well.
 */
export function whyNotPlain(text: string, placeholders: readonly string[]): string | undefined {
  for (const [sign, kind] of markup) {
    const found = sign.exec(text)?.[0];
    if (found) return `must be plain text, but “${shortened(found)}” is ${kind}. Write it without.`;
  }
  const isKnown = (brace: string) => placeholders.some((name) => brace === `{${name}}`);
  const unknown = text.match(/\{[^}]*\}?|\}/gu)?.find((brace) => !isKnown(brace));
  if (unknown === undefined) return undefined;
  const known = placeholders.map((name) => `{${name}}`).join(' and ');
  return `“${shortened(unknown)}” is no placeholder here. ${known ? `Only ${known} can stand in it.` : 'Remove it.'}`;
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
