import { once } from 'node:events';
import { createServer } from 'node:http';
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
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://${host}:${(server.address() as AddressInfo).port}/`;
}
