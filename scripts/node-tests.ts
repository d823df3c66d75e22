/** Runs test files on Node, each in a process of its own, and tells of each in one line; of failures, all there is. */
import { join } from 'node:path';
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { inspect, styleText } from 'node:util';
import { type Count, total } from './count.ts';

/** Longer than any file may take: a test that waits for ever would keep everyone waiting. */
const patience = 5 * 60_000;

/** `files` are relative to `folder`; `stop` ends them before their time. */
export async function nodeTests(files: readonly string[], folder: string, stop?: AbortSignal): Promise<Count> {
  const results = new Map(files.map((file) => [join(folder, file), { file, passed: 0, failed: 0, output: '' }]));
  const events = run({
    cwd: folder,
    files: [...results.keys()],
    concurrency: 2,
    timeout: patience,
    execArgv: ['--conditions=source'],
    ...(stop && { signal: stop }),
  });
  for await (const { type, data } of events as AsyncIterable<TestEvent>) {
    const result = data && 'file' in data && data.file ? results.get(entryFileOf(data) ?? data.file) : undefined;
    if (!result) continue;
    if (type === 'test:stdout' || type === 'test:stderr') result.output += data.message;
    else if (type === 'test:diagnostic') result.output += `${data.message}\n`;
    else if (type === 'test:pass') {
      // A file without tests passes under its own name: that is no test that passed.
      const isTest = data.details.type !== 'suite' && data.name !== data.file;
      if (isTest && data.skip === undefined && data.todo === undefined) result.passed += 1;
    } else if (type === 'test:fail' && data.todo === undefined) {
      const { failureType, cause } = data.details.error as Error & { failureType?: string };
      if (failureType === 'subtestsFailed') continue;
      result.failed += 1;
      result.output += `${styleText('red', `✖ ${data.name}`)}\n${inspect(cause, { colors: process.stdout.isTTY })}\n`;
    }
  }
  for (const result of results.values()) {
    if (result.passed + result.failed === 0) Object.assign(result, { failed: 1, output: 'The file ran no test.\n' });
    if (result.failed === 0) console.log(`${styleText('green', '✔')} ${result.file} (${result.passed})`);
    else console.log(`${styleText('red', `✖ ${result.file}`)}\n\n${result.output.replace(/^(?=.)/gm, '  ')}`);
  }
  return total(results.values());
}

/** A test stands in one file and may be run by another, as a suite that several stores share. Not in Node's types yet. */
function entryFileOf(data: object): string | undefined {
  return 'entryFile' in data && typeof data.entryFile === 'string' ? data.entryFile : undefined;
}
