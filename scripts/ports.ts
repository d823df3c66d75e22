/** Which ports to use, and whether they are free: asked before anything slow begins. */
import { createServer } from 'node:net';
import { Trouble } from './trouble.ts';

/** The ports of the signature service and of the sample partner pages, from `PORT` and `PAGES_PORT`. */
export function portsFrom(environment: NodeJS.ProcessEnv): { service: number; pages: number } {
  const service = portFrom(environment, 'PORT', 8080);
  const pages = portFrom(environment, 'PAGES_PORT', service + 1);
  if (service === pages) {
    throw new Trouble(`PORT and PAGES_PORT are both ${String(service)}: the pages need an origin of their own.`);
  }
  return { service, pages };
}

function portFrom(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const given = environment[name];
  const port = given ? Number(given) : otherwise;
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Trouble(`${name} is a number from 1 to 65535, not “${String(given ?? port)}”.`);
}

/** Stops with who cannot listen, and a command that works, when a port is in use. */
export async function checkPorts(ports: { service: number; pages: number }): Promise<void> {
  const names = { service: 'The signature service', pages: 'The server of the sample pages' };
  for (const who of ['service', 'pages'] as const) {
    const hindrance = await whyNotFree(ports[who]);
    if (hindrance === undefined) continue;
    const other = await freePair();
    throw new Trouble(
      `${names[who]} cannot listen on port ${String(ports[who])}: ${hindrance}.\n` +
        `Stop what uses it, or choose other ports:\n\n  PORT=${String(other)} PAGES_PORT=${String(other + 1)} npm start`,
    );
  }
}

async function freePair(): Promise<number> {
  for (let port = 8090; port < 9000; port += 10) {
    if (!(await whyNotFree(port)) && !(await whyNotFree(port + 1))) return port;
  }
  return 9090;
}

/** Why nobody can listen on `port` of this machine; undefined when one can. */
async function whyNotFree(port: number): Promise<string | undefined> {
  // “localhost” is both, and a browser tries IPv6 first: a stranger there would answer in our place.
  for (const host of ['127.0.0.1', '::1']) {
    const code = await tryToListen(port, host);
    if (code === 'EADDRINUSE') return 'another program does so already';
    if (code === 'EACCES') return 'this system reserves it';
  }
  return undefined;
}

async function tryToListen(port: number, host: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => {
    resolve(error.code);
  });
  server.listen({ port, host, exclusive: true }, () => {
    server.close(() => {
      resolve(undefined);
    });
  });
  return promise;
}
