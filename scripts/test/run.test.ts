import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { whatIsMissing } from '../run.mjs';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A project with its lock file and, unless nothing is installed, npm's own note of what is. */
function project(locked: object, installed?: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'cohesion-run-'));
  folders.push(folder);
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }));
  if (installed) {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  return folder;
}

const lit = { 'node_modules/lit': { version: '3.3.3' } };
const elsewhere = { 'node_modules/node-of-another-system': { version: '26.10.0', optional: true } };

describe('run.mjs', () => {
  it('finds nothing missing where all is as locked, but for packages of other systems', () => {
    assert.equal(whatIsMissing(project({ ...lit, ...elsewhere }, lit)), undefined);
  });

  it('sees a fresh clone', () => {
    assert.equal(whatIsMissing(project(lit)), 'node_modules is not there yet');
  });

  it('sees an installation that was interrupted', () => {
    const folder = project(lit, lit);
    rmSync(join(folder, 'node_modules', '.package-lock.json'));
    assert.equal(whatIsMissing(folder), 'an installation was not finished');
  });

  it('sees another version, a package more and a package less', () => {
    const other = { 'node_modules/lit': { version: '3.0.0' } };
    assert.equal(whatIsMissing(project(lit, other)), 'lit is not the one package-lock.json names');
    assert.equal(whatIsMissing(project(lit, {})), 'lit is not the one package-lock.json names');
    assert.equal(whatIsMissing(project({}, lit)), 'packages have been removed');
  });

  it('names the tasks when it does not know the one it was given', () => {
    const run = join(import.meta.dirname, '..', 'run.mjs');
    const { status, stderr } = spawnSync(process.execPath, [run, 'fly'], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^There is no task “fly”\.\nTasks: start, test, /);
  });
});
