/**
 * `npm test`: everything that is checked, stage by stage; `npm test -- unit browser` runs only those stages. A failed
 * stage does not keep the others from running. The last line counts all, `N passed, N failed`, where a check without
 * tests of its own, such as the types, counts as one.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { ensureChromium } from './browsers.ts';
import { buildIfNeeded } from './build-if-needed.ts';
import { type Count, total } from './count.ts';
import { nodeTests } from './node-tests.ts';
import { tellTrouble, Trouble } from './trouble.ts';

const root = join(import.meta.dirname, '..');
const elements = 'packages/{core,counter,sign-form,embed}';

const stages = {
  // First, because sources import what the build makes of the translations.
  build: () => check('build', buildIfNeeded),
  types: () => tool('tsc', '-b'),
  lint: async () =>
    total([
      await tool('eslint', '.'),
      await tool('prettier', '--check', '--log-level', 'warn', '.'),
      // The files first: after --strict they would be taken for its value, and nothing would be analysed.
      await tool('lit-analyzer', `${elements}/src/**/*.ts`, '--strict', '--quiet'),
    ]),
  unit: () => testsIn('{packages/contract,scripts}/test/**/*.test.ts'),
  service: () => testsIn('packages/service/test/**/*.test.ts'),
  browser: inBrowsers,
  e2e: endToEnd,
};
type Stage = keyof typeof stages;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

await tellTrouble(async () => {
  const counts = new Map<string, Count>();
  for (const stage of chosen(process.argv.slice(2))) {
    console.log(styleText('bold', `\n── ${stage} ${'─'.repeat(70 - stage.length)}`));
    const start = performance.now();
    const count = await stages[stage]();
    if (stop.signal.aborted) throw new Trouble('\nStopped before the end.');
    counts.set(stage, count);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(styleText(count.failed ? 'red' : 'green', `${stage}: ${inWords(count)}, ${seconds} s`));
  }
  const all = total(counts.values());
  console.log(`\n${inWords(all)}`);
  process.exitCode = all.failed ? 1 : 0;
});

function chosen(names: string[]): Stage[] {
  const known = Object.keys(stages) as Stage[];
  const strange = names.filter((name) => !known.includes(name as Stage));
  if (strange.length > 0) throw new Trouble(`There is no stage “${strange.join(' ')}”. Stages: ${known.join(', ')}`);
  return names.length === 0 ? known : known.filter((stage) => stage === 'build' || names.includes(stage));
}

function inWords({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

/** Something that either works or does not. */
async function check(what: string, work: () => unknown): Promise<Count> {
  try {
    await work();
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : error);
    console.error(styleText('red', `✖ ${what}`));
    return { passed: 0, failed: 1 };
  }
}

async function tool(name: string, ...args: string[]): Promise<Count> {
  return check(name, async () => {
    // Found on the PATH that run.mjs sets; Windows has it as a .cmd file, which only a shell can start.
    const shell = process.platform === 'win32';
    const child = spawn(name, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell, signal: stop.signal });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Trouble(`${name} has ended with ${code ?? 'a signal'}.`);
  });
}

async function testsIn(pattern: string): Promise<Count> {
  const files = globSync(pattern, { cwd: root }).sort();
  if (files.length > 0) return nodeTests(files, root, stop.signal);
  return check('tests', () => {
    throw new Trouble(`There are no tests: ${pattern}`);
  });
}

async function endToEnd(): Promise<Count> {
  const browser = await check('a browser to test in', ensureChromium);
  return browser.failed ? browser : testsIn('e2e/**/*.test.ts');
}

/** In a process of its own, which ends as it likes when something is wrong with a browser or with the set-up. */
async function inBrowsers(): Promise<Count> {
  const runner = fork(join(root, 'node_modules/@web/test-runner/dist/bin.js'), { cwd: root });
  // At this signal it closes its browsers.
  stop.signal.addEventListener('abort', () => runner.kill('SIGINT'));
  let counts: Record<string, Count> = {};
  runner.on('message', (message) => (counts = message as typeof counts));
  const [code] = (await once(runner, 'exit')) as [number | null];
  for (const [browser, count] of Object.entries(counts)) console.log(`${browser}: ${inWords(count)}`);
  const all = total(Object.values(counts));
  if (all.failed > 0 || (code === 0 && all.passed > 0)) return all;
  return total([
    all,
    await check('browsers', () => {
      throw new Trouble('The tests could not be run in every browser.');
    }),
  ]);
}
