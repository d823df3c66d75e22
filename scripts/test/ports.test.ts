import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { checkPorts, portsFrom } from '../ports.ts';

describe('the ports', () => {
  it('are 8080 and 8081, or as the environment says, the pages on the next one', () => {
    assert.deepEqual(portsFrom({}), { service: 8080, pages: 8081 });
    assert.deepEqual(portsFrom({ PORT: '9000' }), { service: 9000, pages: 9001 });
    assert.deepEqual(portsFrom({ PORT: '9000', PAGES_PORT: '9100' }), { service: 9000, pages: 9100 });
  });

  it('are refused when they are none, or one and the same', () => {
    assert.throws(() => portsFrom({ PORT: 'http' }), { message: 'PORT is a number from 1 to 65535, not “http”.' });
    assert.throws(() => portsFrom({ PAGES_PORT: '0' }), {
      message: 'PAGES_PORT is a number from 1 to 65535, not “0”.',
    });
    assert.throws(() => portsFrom({ PORT: '9000', PAGES_PORT: '9000' }), /an origin of their own/);
  });

  for (const host of ['127.0.0.1', '::']) {
    it(`in use on ${host}: says who cannot listen, and a command that works`, async () => {
      await using other = createServer().listen(0, host);
      await once(other, 'listening');
      const { port: taken } = other.address() as AddressInfo;

      await assert.rejects(checkPorts({ service: taken, pages: 1 }), (error: Error) => {
        assert.match(
          error.message,
          new RegExp(`^The signature service cannot listen on port ${taken}: another program`),
        );
        const way = /PORT=(\d+) PAGES_PORT=(\d+) npm start$/.exec(error.message);
        assert.equal(Number(way?.[2]), Number(way?.[1]) + 1);
        return true;
      });
    });
  }

  it('that are free pass', async () => {
    const servers = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')];
    await Promise.all(servers.map((server) => once(server, 'listening')));
    const [service, pages] = servers.map((server) => (server.address() as AddressInfo).port);
    await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
    await checkPorts({ service: service!, pages: pages! });
  });
});
