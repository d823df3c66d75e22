/**
 * Translations → words: `dist/words/{lang}.{hash}.json` for the widgets, `translations/generated/` for the service, and
 * a list of the files with their hashes that is compiled into the widgets. Fails when a message has no translation.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Trouble } from './trouble.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'dist', 'words');
const release = join(root, 'packages', 'core', 'src', 'generated', 'release.ts');

/** Messages of the service's mails and pages; a visitor's browser need not load them. */
const ofTheService = 'service.';

type Translation = string | { strings: readonly string[]; values: readonly number[] };

export async function buildWords(): Promise<void> {
  await translate();
  const { targetLocales } = JSON.parse(readFileSync(join(root, 'lit-localize.json'), 'utf8')) as LitLocalize;
  const files: Record<string, { name: string; integrity: string }> = {};
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const lang of targetLocales) {
    const words = JSON.stringify(await widgetWords(lang));
    const hash = createHash('sha384').update(words).digest();
    const name = `${lang}.${hash.toString('hex').slice(0, 10)}.json`;
    writeFileSync(join(folder, name), words);
    files[lang] = { name, integrity: `sha384-${hash.toString('base64')}` };
  }
  writeIfChanged(release, releaseModule(files));
}

interface LitLocalize {
  targetLocales: string[];
}

/** lit-localize only mentions a missing translation and goes on; here that is a failure. */
async function translate(): Promise<void> {
  const tool = join(root, 'node_modules', '.bin', 'lit-localize');
  const { stdout, stderr } = await promisify(execFile)(tool, ['build'], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  const missing = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('is missing'));
  if (missing.length > 0) {
    throw new Trouble(
      `Translations are missing. Run \`npm run words\`, then fill in translations/*.xlf:\n${missing.join('\n')}`,
    );
  }
}

async function widgetWords(lang: string): Promise<Record<string, unknown>> {
  const { templates } = (await import(join(root, 'translations', 'generated', `${lang}.ts`))) as {
    templates: Record<string, Translation>;
  };
  return Object.fromEntries(
    Object.entries(templates)
      .filter(([id]) => !id.startsWith(ofTheService))
      .map(([id, translation]) => [id, packed(translation)]),
  );
}

/** Values stand between the strings as numbers: their place among the source's values. */
function packed(translation: Translation): string | (string | number)[] {
  if (typeof translation === 'string') return translation;
  const { strings, values } = translation;
  return strings.flatMap((string, place) => (place === 0 ? [string] : [values[place - 1] ?? 0, string]));
}

function releaseModule(files: object): string {
  const service = process.env['SERVICE_URL'] ?? '';
  return `// Written by scripts/build-words.ts; what only a build knows.
/** Words files by language; they lie in words/ beside the script. */
export const wordFiles: Readonly<Record<string, { readonly name: string; readonly integrity: string }>> = ${JSON.stringify(files)};
/** Origin of the service, compiled in by SERVICE_URL; empty: where the script came from. */
export const serviceUrl: string = ${JSON.stringify(service)};
`;
}

/** An untouched file spares the compiler its work. */
function writeIfChanged(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // There is none yet.
  }
  if (before !== text) writeFileSync(path, text);
}
