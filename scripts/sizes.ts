/** `npm run sizes`: builds, writes the size table of README.md, and fails when a file is over its budget. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { buildIfNeeded } from './build-if-needed.ts';
import { tellTrouble, Trouble } from './trouble.ts';

const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');

interface Versions {
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly brotli: number }>>;
}

/** In bytes, brotli: what a visitor on an old phone should have to pay at most. */
const budgets: readonly { readonly file: RegExp; readonly budget: number; readonly what: string }[] = [
  { file: /^cohesion\.js$/, budget: 16_000, what: 'every element' },
  { file: /^cohesion-sign-form\.js$/, budget: 15_000, what: 'the sign form alone' },
  { file: /^cohesion-counter\.js$/, budget: 11_000, what: 'the counter alone' },
  { file: /^words\/sv\./, budget: 2_000, what: 'the words of one language' },
];

/** The table of README.md as it ought to be, from what was built. */
export async function sizeTable({ files }: Versions): Promise<string> {
  const rows = rowsOf(files).map(
    ({ name, what, bytes, brotli, budget }) =>
      `| \`${name}\` | ${what} | ${kilobytes(bytes)} | **${kilobytes(brotli)}** | ${kilobytes(budget)} |`,
  );
  const head = ['| file | what it holds | size | on the wire (brotli) | budget |', '| --- | --- | --- | --- | --- |'];
  return (await format([...head, ...rows].join('\n'), { parser: 'markdown' })).trim();
}

/** A sentence for each file that is over its budget. */
export function overBudget({ files }: Versions): string[] {
  return rowsOf(files)
    .filter(({ brotli, budget }) => brotli > budget)
    .map(
      ({ name, brotli, budget }) =>
        `dist/${name} has ${String(brotli)} bytes in brotli; its budget is ${String(budget)}.`,
    );
}

function rowsOf(files: Versions['files']) {
  return budgets.map(({ file, budget, what }) => {
    const [name, size] = Object.entries(files).find(([path]) => file.test(path)) ?? [];
    if (!name || !size) throw new Trouble(`dist/ has no file like ${String(file)}.`);
    return { name: name.replace(/\.[0-9a-f]{10}\./, '.….'), what, budget, ...size };
  });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

async function writeSizes(): Promise<void> {
  await buildIfNeeded();
  const versions = JSON.parse(readFileSync(join(root, 'dist', 'versions.json'), 'utf8')) as Versions;
  const text = readFileSync(readme, 'utf8');
  writeFileSync(
    readme,
    text.replace(/(<!-- sizes -->\n)[^]*(<!-- \/sizes -->)/, `$1\n${await sizeTable(versions)}\n\n$2`),
  );
  const complaints = overBudget(versions);
  if (complaints.length > 0) throw new Trouble(complaints.join('\n'));
}

if (import.meta.main) await tellTrouble(writeSizes);
