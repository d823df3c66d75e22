/**
 * What every `npm run`, `npm start` and `npm test` calls: `node scripts/run.mjs <task> [arguments]`.
 *
 * It installs what package-lock.json names and node_modules lacks, then hands over to `scripts/<task>.ts`, or else to
 * the tool of that name in node_modules, on the Node that package.json pins. It is itself plain JavaScript, because the
 * Node that starts it may be too old for TypeScript.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const onWindows = process.platform === 'win32';
const oldestToStart = 20;
const oldestToWork = 26;

/** A sentence for the person who typed the command; no stack trace belongs beside it. */
class Trouble extends Error {}

/** Why `folder` needs an installation, in words; undefined when it has all that its lock file names. */
export function whatIsMissing(folder) {
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  if (!existsSync(join(folder, 'node_modules'))) return 'node_modules is not there yet';
  // npm notes here what it has installed, and writes it last: an interrupted installation leaves none.
  const noted = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return 'an installation was not finished';
  const installed = packagesOf(noted);
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    const found = installed[path];
    // Optional packages of other systems stay away.
    const fine = path === '' || (found ? found.version === version : optional);
    if (!fine) return `${path.replace(/^.*node_modules\//, '')} is not the one package-lock.json names`;
  }
  for (const path of Object.keys(installed)) if (!(path in wanted)) return 'packages have been removed';
  const pinned = pinnedNodePackage();
  if (pinned in wanted && !existsSync(join(folder, pinned))) return 'node_modules is from another system';
  return undefined;
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function pinnedNodePackage() {
  const system = { darwin: 'bin-darwin', win32: 'win' }[process.platform] ?? process.platform;
  return `node_modules/node-${system}-${process.arch}`;
}

function install(reason) {
  const start = Date.now();
  process.stderr.write(`Installing the packages that package-lock.json names, because ${reason} … `);
  // Started through npm, this names the very npm that was typed; the shell finds `npm.cmd` on Windows otherwise.
  const npm = process.env.npm_execpath ?? '';
  const [command, ...first] = basename(npm) === 'npm-cli.js' ? [process.execPath, npm] : ['npm'];
  const result = spawnSync(command, [...first, 'ci', '--include=dev', '--include=optional', '--no-progress'], {
    cwd: root,
    encoding: 'utf8',
    shell: command === 'npm' && onWindows,
  });
  if (result.status !== 0) {
    process.stderr.write('failed\n\n');
    throw new Trouble(
      `${result.stdout ?? ''}${result.stderr ?? ''}\n${result.error?.message ?? 'npm could not install the packages: its own words are above.'}`,
    );
  }
  process.stderr.write(`${Math.round((Date.now() - start) / 1000)} s\n`);
}

function nodeToWorkWith() {
  const pinned = join(root, pinnedNodePackage(), 'bin', onWindows ? 'node.exe' : 'node');
  // Asked, not only looked for: a system with another C library has the file and cannot run it.
  if (spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (majorVersion() >= oldestToWork) return process.execPath;
  throw new Trouble(
    `For this system (${process.platform}, ${process.arch}) npm has no Node ${oldestToWork}, which the tasks run on.\n` +
      `Install Node ${oldestToWork} or newer (https://nodejs.org) and run the command again.`,
  );
}

function majorVersion() {
  return Number(process.versions.node.split('.')[0]);
}

function commandFor(task, node) {
  if (!/^[\w-]+$/.test(task)) throw new Trouble(`Usage: node scripts/run.mjs <task> [arguments]\n${tasks()}`);
  const script = join(root, 'scripts', `${task}.ts`);
  if (existsSync(script)) return [node, '--conditions=source', script];
  const tool = join(root, 'node_modules', '.bin', onWindows ? `${task}.cmd` : task);
  if (existsSync(tool)) return [tool];
  throw new Trouble(`There is no task “${task}”.\n${tasks()}`);
}

function tasks() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `Tasks: ${Object.keys(scripts).join(', ')} (see package.json).`;
}

function main(task = '', ...args) {
  if (majorVersion() < oldestToStart) {
    throw new Trouble(
      `This needs Node ${oldestToStart} or newer to start; this is ${process.version}. See https://nodejs.org`,
    );
  }
  const reason = whatIsMissing(root);
  if (reason) install(reason);
  const node = nodeToWorkWith();
  const [command, ...first] = commandFor(task, node);
  const path = [join(root, 'node_modules', '.bin'), dirname(node), process.env.PATH].join(delimiter);
  const child = spawn(command, [...first, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: command.endsWith('.cmd'),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) whenParentIsGone(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

/** npm passes SIGTERM on to its shell alone, which ends and leaves what it started behind. */
function whenParentIsGone(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 250);
  watch.unref();
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(...process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
