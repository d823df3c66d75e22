import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { repository, secrets } from './service.ts';

/** The service in a process of its own, started as an operator starts it. */
export interface ServiceProcess {
  readonly process: ChildProcess;
  readonly url: string;
  /** Everything it has said so far. */
  readonly output: readonly string[];
  /** Resolves with how it ended: an exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts it without waiting. */
export function spawnService(t: TestContext, env: Record<string, string>): ServiceProcess {
  const child = spawn(process.execPath, ['--conditions=source', 'packages/service/src/main.ts'], {
    cwd: repository,
    env: { PATH: process.env['PATH'], ...secrets, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => output.push(line));
  return { process: child, url: `http://127.0.0.1:${env['PORT']}`, output, ended: () => ended };
}

/** Starts it, and resolves when it answers. */
export async function startService(t: TestContext, env: Record<string, string>): Promise<ServiceProcess> {
  const service = spawnService(t, env);
  const failed = service.ended().then((code) => Promise.reject(new Error(`${code}: ${service.output.join('\n')}`)));
  const listening = (async () => {
    while (!service.output.some((line) => line.includes('listening'))) await once(service.process.stdout!, 'data');
  })();
  await Promise.race([listening, failed]);
  failed.catch(() => {});
  return service;
}
