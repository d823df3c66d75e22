/**
 * Serves the sample partner pages of `stories/pages` from an origin of their own, as strictly as a careful partner
 * would: their policy lets in our script, our service and nothing else. `npm start` and the end-to-end tests use it.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join, normalize, sep } from 'node:path';
import type { AddressInfo } from 'node:net';

const folder = join(import.meta.dirname, '..', 'stories', 'pages');

/** What the pages say literally, so that their source reads like the snippet a partner pastes. */
const serviceInPages = 'http://localhost:8080';

const types: Record<string, string> = {
  avif: 'image/avif',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

export interface Pages {
  /** Without a slash at its end: `http://localhost:8081`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on `port` (0: any free one) and answers once it does. */
export async function servePages(options: {
  port: number;
  serviceUrl: string;
  host?: string | undefined;
}): Promise<Pages> {
  const { port, serviceUrl, host = '127.0.0.1' } = options;
  const headers = {
    'Content-Security-Policy': policyFor(new URL(serviceUrl).origin),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      answer(response, 405, 'Only GET and HEAD.');
    } else void answerFile(request.url ?? '/', serviceUrl, response);
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  server.listen(port, host, () => {
    resolve(undefined);
  });
  await listening;
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    async close() {
      const closed = Promise.withResolvers<undefined>();
      server.close(() => {
        closed.resolve(undefined);
      });
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

function policyFor(service: string): string {
  return [
    "default-src 'none'",
    `script-src ${service}`,
    `connect-src ${service}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types cohesion-widgets',
  ].join('; ');
}

async function answerFile(target: string, serviceUrl: string, response: ServerResponse): Promise<void> {
  try {
    const path = decodeURIComponent(target.replace(/[?#].*$/s, ''));
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(folder + sep)) {
      answer(response, 403, 'Only the sample pages are here.');
      return;
    }
    const content = await readFile(file);
    const extension = file.slice(file.lastIndexOf('.') + 1);
    response.setHeader('Content-Type', types[extension] ?? 'application/octet-stream');
    response.end(extension === 'html' ? content.toString().replaceAll(serviceInPages, serviceUrl) : content);
  } catch (error) {
    const code = error instanceof URIError ? 'URIError' : (error as NodeJS.ErrnoException).code;
    if (code === 'EISDIR') {
      // Relative links of a page work only from an address that ends in a slash.
      response.setHeader('Location', `${target.replace(/[?#].*$/s, '').replace(/^\/+/, '/')}/`);
      answer(response, 308, 'One slash further.');
    } else if (code === 'URIError' || code === 'ERR_INVALID_ARG_VALUE') answer(response, 400, 'Not an address.');
    else if (code === 'ENOENT' || code === 'ENOTDIR') answer(response, 404, 'There is no such page.');
    else answer(response, 500, 'The page cannot be read.');
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
