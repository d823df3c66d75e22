/** Pages of partners beyond the sample pages. From real servers: Chromium trusts an intercepted page less. */
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

interface HostPage {
  /** What stands in its body. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The name it is opened under. */
  readonly host?: string;
}

/** A partner's page made for one test, on an origin of its own; answers its address. */
export async function hostPage(t: TestContext, { body, headers = {}, host = 'localhost' }: HostPage): Promise<string> {
  const html = `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>A partner</title>
    <link rel="icon" href="data:,"></head><body>${body}</body></html>`;
  const port = await serve(t, (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
  });
  return `http://${host}:${port}/`;
}

/** The sample pages once more, under a Content-Security-Policy that has been changed; answers their origin. */
export async function withPolicy(t: TestContext, pages: string, change: (policy: string) => string): Promise<string> {
  const relay = async (path: string, response: ServerResponse): Promise<void> => {
    const original = await fetch(pages + path);
    const { status, headers } = original;
    response.setHeader('Content-Type', headers.get('Content-Type') ?? '');
    response.setHeader('Content-Security-Policy', change(headers.get('Content-Security-Policy') ?? ''));
    response.writeHead(status).end(await original.bytes());
  };
  const port = await serve(t, ({ url = '/' }, response) => void relay(url, response));
  return `http://localhost:${port}`;
}

async function serve(t: TestContext, answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}
