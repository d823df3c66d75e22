/** `npm run build`: sources and translations → `dist/`, checked and compressed, ready to be served or copied. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildWords } from './build-words.ts';
import { tellTrouble, Trouble } from './trouble.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const run = promisify(execFile);

/** What must never reach a partner's page: Lit's development build, and what loaders of old would trip over. */
const forbidden = [
  /lit-dev-mode|DEV_MODE/,
  /define\.amd/,
  /module\.exports/,
  /process\.env/,
  /createPolicy\("lit-html"/,
];

export async function build(): Promise<void> {
  await buildWords();
  await tool('tsc', '-b', 'packages/embed');
  await tool('rollup', '--config', 'rollup.config.mjs', '--silent');
  await tool('cem', 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet');
  const files = globSync('{*.js,words/*.json}', { cwd: dist }).sort();
  for (const file of files) check(file);
  for (const file of [...files, ...globSync('*.{map,json}', { cwd: dist })]) compress(file);
  writeVersions(files);
}

async function tool(name: string, ...args: string[]): Promise<void> {
  try {
    await run(join(root, 'node_modules', '.bin', name), args, { cwd: root, shell: process.platform === 'win32' });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Trouble(`${name} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}

function check(file: string): void {
  const text = readFileSync(join(dist, file), 'utf8');
  for (const pattern of forbidden) {
    if (file.endsWith('.js') && pattern.test(text)) throw new Trouble(`dist/${file} contains ${pattern.source}`);
  }
}

function compress(file: string): void {
  const path = join(dist, file);
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotli(content));
}

function brotli(content: Buffer): Buffer {
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return brotliCompressSync(content, { params });
}

/** What a partner with change control needs: the exact version, and for each file its size and integrity hash. */
function writeVersions(files: readonly string[]): void {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const entries = files.map((file) => {
    const content = readFileSync(join(dist, file));
    const integrity = `sha384-${createHash('sha384').update(content).digest('base64')}`;
    return [file.replaceAll('\\', '/'), { bytes: content.length, brotli: brotli(content).length, integrity }] as const;
  });
  writeFileSync(
    join(dist, 'versions.json'),
    `${JSON.stringify({ version, files: Object.fromEntries(entries) }, null, 2)}\n`,
  );
}

if (import.meta.main) await tellTrouble(build);
