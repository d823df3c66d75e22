/** One token, after any blanks: a bracket or sign, a text, or a number or word. */
const token = /\s*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\.)*")|(-?\d[\d.eE+-]*|true\b|false\b|null\b))/uy;

/**
 * What keeps a text from being JSON, in the words of an editor: engines name a position and a token.
 *
 * @returns undefined when it is JSON.
 */
export function whyNotJson(source: string): { line?: number; reason: string } | undefined {
  try {
    JSON.parse(source);
    return undefined;
  } catch (error) {
    return firstFault(source) ?? { reason: `is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function firstFault(source: string): { line: number; reason: string } | undefined {
  const at = (offset: number, reason: string) => ({ line: source.slice(0, offset).split('\n').length, reason });
  let offset = 0;
  let previous = '';
  let endOfPrevious = 0;

  while (source.slice(offset).trim() !== '') {
    token.lastIndex = offset;
    const found = token.exec(source);
    if (!found) {
      const bad = offset + /^\s*/.exec(source.slice(offset))![0].length;
      return at(bad, whyNoToken(source.slice(bad)));
    }
    const current = found[0].trim();
    const start = token.lastIndex - current.length;
    if (previous === ',' && /^[}\]]$/.test(current)) {
      return at(endOfPrevious - 1, `a comma too many before ${current}. Remove the comma.`);
    }
    if (previous !== '' && !/^[{[,:]$/.test(previous) && !/^[}\],:]$/.test(current)) {
      return at(endOfPrevious - 1, `a comma or a colon is missing after ${previous}. Add it.`);
    }
    if ((previous === ',' || previous === ':') && /^[,:]$/.test(current)) {
      return at(start, `${previous} and ${current} cannot follow one another. Remove one of them.`);
    }
    previous = current;
    offset = endOfPrevious = token.lastIndex;
  }
  const open = source.replaceAll(/"(?:[^"\\]|\\.)*"/gu, '');
  const isUnclosed = (left: string, right: string) => open.split(left).length > open.split(right).length;
  if (isUnclosed('{', '}')) return at(source.trimEnd().length, 'ends too early: a } is missing. Add it.');
  if (isUnclosed('[', ']')) return at(source.trimEnd().length, 'ends too early: a ] is missing. Add it.');
  return undefined;
}

function whyNoToken(rest: string): string {
  if (/^["“”„«»‘’']/u.test(rest)) {
    return rest.startsWith('"')
      ? 'a text must begin and end with " on the same line. Close it, or join its lines.'
      : `${rest[0]!} cannot hold a text. Write straight double quotation marks: "…"`;
  }
  if (/^(\/\/|\/\*|#)/.test(rest)) return 'a comment cannot stand in JSON. Remove it.';
  const word = /^[\p{L}\p{N}_$-]+/u.exec(rest)?.[0];
  return word ? `${word} needs quotation marks. Write "${word}".` : `${[...rest][0]!} cannot stand here. Remove it.`;
}
