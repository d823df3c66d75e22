/** `npm start`: the signature service and, on a second origin, the sample partner pages, until Ctrl-C. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildIfNeeded } from './build-if-needed.ts';
import { servePages } from './pages.ts';
import { checkPorts, portsFrom } from './ports.ts';
import { tellTrouble, Trouble } from './trouble.ts';

await tellTrouble(async () => {
  const stop = new AbortController();
  // A terminal sends Ctrl-C to everyone in it, and npm passes it on once more: only the first one counts.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

  const ports = portsFrom(process.env);
  await checkPorts(ports);
  await buildIfNeeded();
  if (stop.signal.aborted) return;

  const serviceUrl = process.env['PUBLIC_URL'] ?? `http://localhost:${ports.service}`;
  const pages = await servePages({ port: ports.pages, serviceUrl, host: process.env['HOST'] });
  const service = startService(ports.service);
  stop.signal.addEventListener('abort', () => void endService(service));
  try {
    await untilItAnswers(service, `http://localhost:${ports.service}/healthz`, stop.signal);
    if (!stop.signal.aborted) console.log(whereToLook(pages.url, serviceUrl));
    await untilItEnds(service);
    if (!stop.signal.aborted) {
      const how = service.signalCode ?? `exit code ${service.exitCode}`;
      throw new Trouble(`The signature service has ended by itself (${how}). Its last words are above.`);
    }
  } finally {
    await Promise.all([pages.close(), endService(service)]);
  }
});

function startService(port: number): ChildProcess {
  return fork(join(import.meta.dirname, 'service.ts'), {
    // In a group of its own a terminal's Ctrl-C does not reach it beside our signal, which would be its second.
    detached: process.platform !== 'win32',
    env: { ...process.env, PORT: String(port) },
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function untilItEnds(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit');
}

async function endService(service: ChildProcess): Promise<void> {
  if (hasEnded(service)) return;
  service.kill('SIGTERM');
  const tooLate = setTimeout(() => service.kill('SIGKILL'), 15_000);
  await untilItEnds(service);
  clearTimeout(tooLate);
}

async function untilItAnswers(service: ChildProcess, url: string, stop: AbortSignal): Promise<void> {
  const patience = Date.now() + 30_000;
  while (!hasEnded(service) && !stop.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > patience) throw new Trouble(`The signature service has not answered for 30 s at ${url}.`);
    await delay(100);
  }
}

function whereToLook(pages: string, service: string): string {
  const mailbox = process.env['SMTP_URL'] ? [] : [`  All mail that was sent                 ${service}/dev/mail`];
  return [
    '',
    'The cohesion widgets are at work. Ctrl-C stops them.',
    '',
    `  A city's news page with the sign form  ${pages}/city/`,
    `  A region's start page with the counter ${pages}/region/`,
    `  An NGO's page with both in one         ${pages}/ngo/`,
    ...mailbox,
    `  The service, described (OpenAPI)       ${service}/v1/openapi.json`,
    '',
    "Sign on the city's page, open the link in the mail and press the button there:",
    "the counter on the region's page, open all the while, moves by itself.",
    '',
  ].join('\n');
}
