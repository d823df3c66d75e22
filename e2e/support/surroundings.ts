import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import { ensureChromium } from '../../scripts/browsers.ts';
import { servePages } from '../../scripts/pages.ts';
import { SignatureService } from './signature-service.ts';
import { patience } from './until.ts';

/** The names under which a test may reach this machine besides `localhost`. */
const names = 'MAP *.example 127.0.0.1';

/** A test, or the file as a whole: `{ after }`. */
interface Lifetime {
  after(act: () => Promise<void>): void;
}

export interface Surroundings {
  readonly service: SignatureService;
  /** Where the sample partner pages are: another origin than the service's. */
  readonly pages: string;
  /** A browser that nobody has used yet, closed when the test is over. */
  visitor(t: Lifetime, options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** The real service, the sample pages on a second origin and a real browser, for all tests of a file. */
export async function openSurroundings(): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'cohesion-e2e-'));
  const [service, browser] = await Promise.all([SignatureService.start(folder), openBrowser()]);
  const pages = await servePages({ port: 0, serviceUrl: service.url });
  after(async () => {
    await browser.close();
    await Promise.all([pages.close(), service.stop()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    service,
    pages: pages.url,
    async visitor(t, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(patience);
      t.after(() => context.close());
      return context;
    },
  };
}

async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [
      // Browsers refuse to run as root in their sandbox; containers and CI are root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      `--host-resolver-rules=${names}`,
    ],
  });
}
