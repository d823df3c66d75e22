/**
 * Finds the browsers that the tests run in. Only Chromium is needed; where it is missing, it comes from the system's
 * own packages. Nothing is ever downloaded from anywhere else.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Trouble } from './trouble.ts';

/** Chrome, Chromium or Edge: where `CHROME_PATH` says, else in the usual places. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = environment['CHROME_PATH'];
  if (given && !existsSync(given)) throw new Trouble(`CHROME_PATH names ${given}, where no browser is.`);
  return (
    given ??
    firstOf(
      onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'], environment),
      inApplications(
        ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${name}.app/Contents/MacOS/${name}`),
      ),
      inProgramFiles([
        'Google/Chrome/Application/chrome',
        'Chromium/Application/chrome',
        'Microsoft/Edge/Application/msedge',
      ]),
    )
  );
}

export function findFirefox(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return firstOf(
    onPath(['firefox-esr', 'firefox'], environment),
    inApplications(['Firefox.app/Contents/MacOS/firefox']),
    inProgramFiles(['Mozilla Firefox/firefox']),
  );
}

/** WebKitGTK: its driver, its small browser, and the screen without a monitor that it needs. */
export interface WebKit {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

export function findWebKit(environment: NodeJS.ProcessEnv = process.env): WebKit | undefined {
  const driver = firstOf(onPath(['WebKitWebDriver'], environment));
  const browser = firstOf(globSync('/usr/{lib,lib64,libexec}/{,*/}webkit{2gtk-4.1,2gtk-4.0,gtk-6.0}/MiniBrowser'));
  const screen = firstOf(onPath(['Xvfb'], environment));
  return driver && browser && screen ? { driver, browser, screen } : undefined;
}

/** Finds Chromium, or installs it from the system's packages. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  installFromSystem();
  const installed = findChromium();
  if (installed) return installed;
  throw new Trouble(
    'The tests need Chrome, Chromium or Edge, and none is found here.\n' +
      'Install one, or say where it is: CHROME_PATH=/path/to/chrome npm test',
  );
}

function installFromSystem(): void {
  const commands = {
    'apt-get': [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']],
    apk: [['add', 'chromium']],
    dnf: [['install', '--assumeyes', 'chromium']],
  };
  for (const [manager, steps] of Object.entries(commands)) {
    if (!firstOf(onPath([manager]))) continue;
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
    console.log(`Installing Chromium for the tests with ${manager} …`);
    for (const step of steps) {
      const [command = '', ...args] = [...asRoot, manager, ...step];
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env });
      if (result.status !== 0) console.error(result.error?.message ?? `${result.stdout}${result.stderr}`);
    }
    return;
  }
}

function firstOf(...candidates: string[][]): string | undefined {
  return candidates.flat().find((path) => existsSync(path));
}

function onPath(names: string[], environment: NodeJS.ProcessEnv = process.env): string[] {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function inApplications(names: string[]): string[] {
  if (process.platform !== 'darwin') return [];
  const folders = ['/Applications', join(process.env['HOME'] ?? '', 'Applications')];
  return names.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
}

function inProgramFiles(names: string[]): string[] {
  if (process.platform !== 'win32') return [];
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
  return names.flatMap((name) => folders.map((folder) => join(folder, `${name}.exe`)));
}
