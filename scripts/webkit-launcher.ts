/**
 * Lets @web/test-runner drive WebKitGTK: a screen without a monitor (Xvfb), the WebDriver of WebKitGTK on it, and one
 * window that goes from test file to test file.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserLauncher } from '@web/test-runner';
import type { WebKit } from './browsers.ts';

export function webkitLauncher(webkit: WebKit): BrowserLauncher {
  let window: Promise<Window> | undefined;
  let active: string | undefined;
  return {
    name: 'WebKit',
    type: 'webkit',
    concurrency: 1,
    async startSession(id, url) {
      const { goTo } = await (window ??= openWindow(webkit));
      active = id;
      await goTo(url);
    },
    isActive: (id) => id === active,
    getBrowserUrl: async () => (await window)?.url(),
    async stopSession() {
      active = undefined;
      // Leaves the page, so that no timer of a finished test runs on.
      await (await window)?.goTo('about:blank');
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('Debug in Chromium or Firefox: this WebKit has no screen.')),
    async stop() {
      const opened = await window?.catch(() => undefined);
      await opened?.close();
    },
  };
}

interface Window {
  goTo(url: string): Promise<void>;
  url(): Promise<string>;
  close(): Promise<void>;
}

async function openWindow(webkit: WebKit): Promise<Window> {
  const children: ChildProcess[] = [];
  const end = async () => {
    for (const child of children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, 'exit');
    }
  };
  process.once('exit', () => children.forEach((child) => child.kill()));
  try {
    const screen = spawn(webkit.screen, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    children.push(screen);
    const [display] = (await orItsEnd(screen, once(screen.stdio[3] as Readable, 'data'))) as [Buffer];
    const port = await freePort();
    const driver = spawn(webkit.driver, [`--port=${port}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DISPLAY: `:${display.toString().trim()}`, WAYLAND_DISPLAY: undefined },
    });
    children.push(driver);
    const ask = askerOf(`http://127.0.0.1:${port}`);
    await orItsEnd(driver, untilItAnswers(ask));
    const options = { binary: webkit.browser, args: ['--automation'] };
    const { sessionId } = (await ask('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    })) as { sessionId: string };
    const session = `/session/${sessionId}`;
    return {
      async goTo(url) {
        await ask('POST', `${session}/url`, { url });
      },
      url: async () => String(await ask('GET', `${session}/url`)),
      async close() {
        await ask('DELETE', session);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What was waited for; an error if the child ends before. */
async function orItsEnd<T>(child: ChildProcess, awaited: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const ended = () => reject(new Error(`${child.spawnfile} has ended instead of working.`));
  child.once('exit', ended);
  try {
    return await Promise.race([awaited, promise]);
  } finally {
    child.off('exit', ended);
  }
}

type Ask = (method: string, path: string, body?: object) => Promise<unknown>;

function askerOf(driver: string): Ask {
  return async (method, path, body) => {
    const answer = await fetch(driver + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await answer.json()) as { value: { message?: string } };
    if (!answer.ok) throw new Error(`WebKit: ${value.message ?? answer.statusText}`);
    return value;
  };
}

async function untilItAnswers(ask: Ask): Promise<void> {
  const patience = Date.now() + 10_000;
  for (;;) {
    try {
      await ask('GET', '/status');
      return;
    } catch (error) {
      if (Date.now() > patience) throw error;
      await delay(50);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
