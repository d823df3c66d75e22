import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { overBudget, sizeTable } from '../sizes.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the sizes', () => {
  const versions = JSON.parse(read('dist/versions.json')) as Parameters<typeof sizeTable>[0];

  it('are within their budgets', () => {
    assert.deepEqual(overBudget(versions), []);
  });

  it('are in the README as they are (npm run sizes writes them)', async () => {
    assert.ok(read('README.md').includes(await sizeTable(versions)));
  });

  it('are told when they grow too large', () => {
    const files = { ...versions.files, 'cohesion.js': { bytes: 60_000, brotli: 16_001 } };
    assert.deepEqual(overBudget({ files }), ['dist/cohesion.js has 16001 bytes in brotli; its budget is 16000.']);
  });
});
