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
  const toBeClosed: string[] = [];
  let previous = '';
  let end = 0;

  while (source.slice(end).trim() !== '') {
    token.lastIndex = end;
    const found = token.exec(source);
    if (!found) {
      const bad = end + /^\s*/.exec(source.slice(end))![0].length;
      return at(bad, whyNoToken(source.slice(bad)));
    }
    const current = found[0].trim();
    const start = token.lastIndex - current.length;
    if (previous !== '' && toBeClosed.length === 0) {
      return at(start, `${current} stands after the end. Remove it.`);
    }
    if (previous === ',' && /^[}\]]$/.test(current)) {
      return at(end - 1, `a comma too many before ${current}. Remove the comma.`);
    }
    if (previous !== '' && !/^[{[,:]$/.test(previous) && !/^[}\],:]$/.test(current)) {
      return at(end - 1, `a comma or a colon is missing after ${previous}. Add it.`);
    }
    if (/^[,:]$/.test(previous) && /^[,:]$/.test(current)) {
      return at(start, `${previous} and ${current} cannot follow one another. Remove one of them.`);
    }
    if (current === '{') toBeClosed.push('}');
    else if (current === '[') toBeClosed.push(']');
    else if (/^[}\]]$/.test(current)) {
      const wanted = toBeClosed.pop();
      if (current !== wanted) return at(start, `${current} stands where a ${wanted ?? '{'} is needed. Put it there.`);
    }
    previous = current;
    end = token.lastIndex;
  }
  const missing = toBeClosed.pop();
  return missing === undefined ? undefined : at(end, `ends too early: a ${missing} is missing. Add it.`);
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
