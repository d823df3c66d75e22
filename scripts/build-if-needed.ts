/** Builds `dist/` unless it is newer than all that it is made of, so that a second `npm start` begins at once. */
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';

const root = join(import.meta.dirname, '..');

/** The last file that a build writes. */
const product = 'dist/versions.json';

/** Folders count too: they change when a file in them goes. */
const ingredients = [
  'packages/*/{package,tsconfig}.json',
  'packages/*/src/**',
  'translations',
  'translations/*.xlf',
  'scripts/build*.ts',
  '{lit-localize,package-lock,tsconfig}.json',
  '*.config.mjs',
];

export async function buildIfNeeded(): Promise<void> {
  if (timeOf(product) > Math.max(...globSync(ingredients, { cwd: root }).map(timeOf))) return;
  const start = performance.now();
  process.stderr.write('Building dist/ … ');
  await build();
  process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

function timeOf(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
}
