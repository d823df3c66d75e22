import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import type { AxeResults } from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../scripts/browsers.ts';
import { watchTroubles } from './support/troubles.ts';
import { patience } from './support/until.ts';

interface Story {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly type: 'story' | 'docs';
}

/** What Storybook tells when a story has been drawn, played and checked; its accessibility panel shows the same. */
interface Finished {
  readonly status: 'success' | 'error';
  readonly reporters: readonly { readonly result: Pick<AxeResults, 'violations'> | { readonly error: unknown } }[];
}

const folder = await mkdtemp(join(tmpdir(), 'cohesion-stories-'));
const script = join(import.meta.dirname, '..', 'scripts', 'storybook.ts');
await promisify(execFile)(process.execPath, ['--conditions=source', script, 'build', '--output-dir', folder]);
const server = await serve(folder);
const storybook = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath: ensureChromium(), args });
after(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { entries: Record<string, Story> };
const stories = Object.values(entries).filter(({ type }) => type === 'story');

// One for all, so that Storybook itself comes from the browser's cache.
const visitor = await browser.newContext({ viewport: { width: 320, height: 800 } });
visitor.setDefaultTimeout(patience);
const troubles = watchTroubles(visitor);

describe('every story, in both languages, light and dark, 320 pixels wide', { concurrency: 2 }, () => {
  for (const { id, title, name } of stories) {
    it(`${title}: ${name}`, async (t) => {
      const page = await openPage(t);
      for (const locale of ['en', 'sv']) {
        await page.goto(`${storybook}/iframe.html?id=${id}&globals=locale:${locale};scheme:light`);
        await assertFine(page, `${locale}, light`);
        await page.evaluate(turnDark);
        await assertFine(page, `${locale}, dark`);
      }
      assert.deepEqual(
        troubles.filter((trouble) => trouble.includes(`id=${id}&`)),
        [],
      );
    });
  }
});

it('has the words of every language beside the built script', async (t) => {
  const page = await openPage(t);
  await page.goto(`${storybook}/iframe.html?id=widgets-counter--default&globals=locale:sv`);
  await page.getByText('underskrifter', { exact: true }).waitFor();
});

async function openPage(t: TestContext): Promise<Page> {
  const page = await visitor.newPage();
  t.after(() => page.close());
  return page;
}

/** The channel of a page's Storybook, over which it tells what it does, and hears what to do. */
interface Storybook {
  readonly __STORYBOOK_ADDONS_CHANNEL__?: {
    data: Record<string, unknown>;
    last(event: 'storyFinished'): [Finished] | undefined;
    emit(event: 'updateGlobals', change: { globals: object }): void;
  };
}

/** Runs in the page. What was told about the light looks is forgotten, so that only the dark ones' report is waited for. */
function turnDark(): void {
  const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as Storybook;
  delete channel?.data['storyFinished'];
  channel?.emit('updateGlobals', { globals: { scheme: 'dark' } });
}

/** Waits until Storybook has finished with the story, and looks at what it and the page say. */
async function assertFine(page: Page, look: string): Promise<void> {
  const finished = await page.waitForFunction(() => {
    const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as Storybook;
    return channel?.last('storyFinished')?.[0];
  });
  const { status, violations } = await finished.evaluate(violationsIn);
  assert.ok(violations, `${look}: axe has not seen it. ${(await page.locator('#error-message').textContent()) ?? ''}`);
  assert.deepEqual(violations, [], look);
  assert.equal(status, 'success', look);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, `${look}: scrolls sideways`);
}

/** Runs in the page, because all that axe has to say is more than need travel. */
function violationsIn(finished: Finished | undefined): { status?: string; violations?: string[] } {
  const result = finished?.reporters[0]?.result;
  if (!result || !('violations' in result)) return {};
  const violations = result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${String(target)}\n${failureSummary ?? ''}`),
  );
  return { status: finished.status, violations };
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

async function serve(root: string): Promise<Server> {
  const files = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    readFile(join(root, pathname)).then(
      (content) => {
        response.setHeader('Content-Type', types[extname(pathname)] ?? 'application/octet-stream');
        response.setHeader('Cache-Control', 'max-age=600');
        response.end(content);
      },
      () => response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end(),
    );
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  return files;
}
