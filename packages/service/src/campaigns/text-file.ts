import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { nearestName, type Mistakes } from './mistakes.ts';
import { whyNotPlain } from './plain-text.ts';

/** A declaration or a privacy notice: its version in the front matter, a title, plain paragraphs. */
export interface TextFile {
  readonly version: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const exampleOfTop = 'Begin the file with three lines: “---”, “version: 1”, “---”.';

/** @returns The text, or undefined after telling what is wrong with it. */
export function parseTextFile(
  source: string,
  file: string,
  placeholders: readonly string[],
  mistakes: Mistakes,
): TextFile | undefined {
  const lines = source.split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    mistakes.add(file, 1, 'version', `is missing: a text needs its version at the top. ${exampleOfTop}`);
    return undefined;
  }
  const version = versionIn(lines.slice(0, end).join('\n'), file, mistakes);
  const text = textIn(lines, end + 1, file, placeholders, mistakes);
  return version !== undefined && text ? { version, ...text } : undefined;
}

function versionIn(frontMatter: string, file: string, mistakes: Mistakes): string | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(frontMatter, { lineCounter });
  const error = document.errors[0];
  if (error || !isMap(document.contents)) {
    const line = error ? lineCounter.linePos(error.pos[0]).line : 2;
    mistakes.add(file, line, 'version', `cannot be read. ${exampleOfTop}`);
    return undefined;
  }
  let version: string | undefined;
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const line = isScalar(key) && key.range ? lineCounter.linePos(key.range[0]).line : undefined;
    if (name !== 'version') {
      const meant = nearestName(name, ['version']);
      mistakes.add(file, line, name, `is not known here. ${meant ? `Did you mean ${meant}?` : 'Remove it.'}`);
      continue;
    }
    // As it is written: to YAML, 1.10 is a number, and the same as 1.1.
    version = isScalar(value) ? (value.source ?? '') : '';
    if (!/^[\w.-]{1,40}$/.test(version)) {
      const reason = 'must be 1 to 40 letters (a–z), digits, dots or hyphens. Write for example: version: 2018-1';
      mistakes.add(file, line, 'version', reason);
      return undefined;
    }
  }
  if (version === undefined) mistakes.add(file, 2, 'version', `is missing. ${exampleOfTop}`);
  return version;
}

function textIn(
  lines: readonly string[],
  start: number,
  file: string,
  placeholders: readonly string[],
  mistakes: Mistakes,
): Pick<TextFile, 'title' | 'paragraphs'> | undefined {
  let title: string | undefined;
  const paragraphs: string[] = [];
  let paragraphGoesOn = false;

  lines.forEach((raw, index) => {
    const text = raw.trim();
    if (index < start) return;
    if (text === '') {
      paragraphGoesOn = false;
      return;
    }
    const place = title === undefined ? 'title' : `paragraph ${paragraphs.length + (paragraphGoesOn ? 0 : 1)}`;
    const reason = whyNotPlain(text, placeholders) ?? whyNoParagraph(text, title === undefined);
    if (reason) mistakes.add(file, index + 1, place, reason);

    if (title === undefined) {
      title = text.replace(/^#\s*/, '');
    } else if (paragraphGoesOn) {
      paragraphs.push(`${paragraphs.pop()!} ${text}`);
    } else {
      paragraphs.push(text);
      paragraphGoesOn = true;
    }
  });

  if (title === undefined)
    mistakes.add(file, lines.length, 'title', 'is missing. Write it after the version: # A title');
  else if (paragraphs.length === 0) mistakes.add(file, lines.length, 'text', 'is missing. Write it after the title.');
  else return { title, paragraphs };
  return undefined;
}

function whyNoParagraph(text: string, isFirst: boolean): string | undefined {
  if (isFirst)
    return /^#\s+\S/.test(text) ? undefined : `must begin with # and a space. Write: # ${text.replace(/^#+\s*/, '')}`;
  if (/^#{1,6}\s/.test(text)) return 'is a heading, but only the title can be one. Write it as a paragraph.';
  if (/^([-*+]|\d+[.)])\s/.test(text)) return 'is a list, but only paragraphs are shown. Write it as a sentence.';
  if (text.startsWith('>')) return 'is a quotation in Markdown, but only plain paragraphs are shown. Remove the >.';
  return undefined;
}
