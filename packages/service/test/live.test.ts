import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { Total } from '@cohesion/contract';
import { LiveTotals } from '../src/live/live-totals.ts';
import { listenTo, type EventReader } from './support/event-stream.ts';
import { openService, signAndConfirm, type TestService } from './support/service.ts';

async function listening(t: TestContext): Promise<TestService & { url: string }> {
  const service = await openService(t);
  const url = `${await service.app.listen({ port: 0, host: '127.0.0.1' })}/v1/campaigns/default/signatures/live`;
  return { ...service, url };
}

async function totalIn(reader: EventReader): Promise<number> {
  for (;;) {
    const [, data] = /^data: (.*)$/m.exec(await reader.next()) ?? [];
    if (data) return (JSON.parse(data) as Total).total;
  }
}

describe('GET /v1/campaigns/{campaign}/signatures/live', () => {
  it('begins with the current total, and tells each change', async (t) => {
    const service = await listening(t);
    await signAndConfirm(service, { email: 'a@example.eu' });
    const reader = await listenTo(service.url);
    t.after(() => reader.close());
    assert.equal(await totalIn(reader), 1);
    await signAndConfirm(service, { email: 'b@example.eu' });
    assert.equal(await totalIn(reader), 2);
  });

  it('says that nobody may buffer, change or keep it, and any page may listen', async (t) => {
    const { url } = await listening(t);
    const reader = await listenTo(url);
    t.after(() => reader.close());
    const { headers } = reader.response;
    assert.match(String(headers['content-type']), /^text\/event-stream/);
    assert.equal(headers['cache-control'], 'no-store, no-transform');
    assert.equal(headers['x-accel-buffering'], 'no');
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  it('tells a filtered stream only of its own', async (t) => {
    const service = await listening(t);
    const swedish = await listenTo(`${service.url}?country=SE`);
    const all = await listenTo(service.url);
    t.after(() => [swedish, all].forEach((reader) => reader.close()));
    assert.deepEqual([await totalIn(swedish), await totalIn(all)], [0, 0]);
    await signAndConfirm(service, { email: 'a@example.eu', country: 'DE' });
    assert.equal(await totalIn(all), 1);
    await signAndConfirm(service, { email: 'b@example.eu', country: 'SE' });
    assert.equal(await totalIn(all), 2);
    assert.equal(await totalIn(swedish), 1);
  });

  it('ends when the service stops, so that it can stop', async (t) => {
    const service = await listening(t);
    const reader = await listenTo(service.url);
    await totalIn(reader);
    await Promise.all([reader.ended(), service.app.close()]);
  });

  it('refuses what the total refuses', async (t) => {
    const { app } = await openService(t);
    const statusOf = async (url: string) => (await app.inject({ url })).statusCode;
    assert.equal(await statusOf('/v1/campaigns/none/signatures/live'), 404);
    assert.equal(await statusOf('/v1/campaigns/default/signatures/live?kind=robot'), 422);
  });
});

describe('LiveTotals', () => {
  /** A hub whose total is set by the test, over real connections. */
  async function openHub(t: TestContext, options: { pace?: number; heartbeat?: number; mostStreams?: number } = {}) {
    let tell: (campaign: string) => void = () => {};
    let total = 0;
    let counted = 0;
    let failing = false;
    const hub = new LiveTotals({
      total: async () => {
        counted += 1;
        if (failing) throw new Error('the store is away');
        return { total, goal: 10, asOf: new Date(0).toISOString(), nextPoll: 30 };
      },
      onTotalChange: (listener) => {
        tell = listener;
        return () => {};
      },
      ...options,
    });
    const streams: ServerResponse[] = [];
    const server = createServer((_request, response) => {
      streams.push(response);
      response.writeHead(200);
      void hub.add(response, 'cohesion', {});
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => {
      hub.close();
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const change = (value: number) => {
      total = value;
      tell('cohesion');
    };
    return { hub, url, streams, change, counted: () => counted, fail: () => (failing = true) };
  }

  it('counts once for all who listen to the same', async (t) => {
    const { url, change, counted } = await openHub(t, { pace: 10 });
    const readers = await Promise.all(Array.from({ length: 50 }, () => listenTo(url)));
    await Promise.all(readers.map(totalIn));
    const before = counted();
    change(1);
    assert.deepEqual([...new Set(await Promise.all(readers.map(totalIn)))], [1]);
    assert.equal(counted() - before, 1);
  });

  it('leaves out what came in between: one event in each span of its pace', async (t) => {
    const pace = 200;
    const { url, change } = await openHub(t, { pace });
    const reader = await listenTo(url);
    await totalIn(reader);
    change(1);
    assert.equal(await totalIn(reader), 1);
    const told = Date.now();
    for (const value of [2, 3, 4, 5]) change(value);
    assert.equal(await totalIn(reader), 5);
    assert.ok(Date.now() - told >= pace * 0.8, `${Date.now() - told} ms after the one before`);
  });

  it('gives a sign of life while nothing changes', async (t) => {
    const { url } = await openHub(t, { heartbeat: 20 });
    const reader = await listenTo(url);
    await totalIn(reader);
    assert.equal(await reader.next(), ':');
  });

  it('cuts off a reader that does not read', async (t) => {
    const { url, streams, change } = await openHub(t, { pace: 1 });
    const [response] = (await once(get(url), 'response')) as [import('node:http').IncomingMessage];
    response.pause();
    const [stream] = streams;
    assert.ok(stream);
    stream.cork(); // as a connection that takes nothing more
    const closed = once(stream, 'close');
    const timer = setInterval(() => change(Date.now()), 1);
    for (let event = 0; event < 400; event += 1) stream.write(':'.repeat(100));
    await closed;
    clearInterval(timer);
  });

  it('lets go of a reader that leaves, and of one whose first number cannot be counted', async (t) => {
    const { hub, url, streams, fail } = await openHub(t, { mostStreams: 1 });
    const leaving = await listenTo(url);
    await totalIn(leaving);
    leaving.close();
    await once(streams[0]!, 'close');
    assert.equal(hub.isFull, false);

    fail();
    const reader = await listenTo(url);
    await assert.rejects(totalIn(reader));
    assert.equal(hub.isFull, false);
  });

  it('says when it is full', async (t) => {
    const { hub, url } = await openHub(t, { mostStreams: 1 });
    assert.equal(hub.isFull, false);
    const reader = await listenTo(url);
    await totalIn(reader);
    assert.equal(hub.isFull, true);
  });
});
