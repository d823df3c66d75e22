import { ServiceClient, ServiceError, toJson, uuid } from '@cohesion/core';
import { StandInService } from '@cohesion/core/testing.js';
import type { Signature } from '@cohesion/contract';
import { expect } from '@open-wc/testing';

const signature: Signature = {
  kind: 'individual',
  name: 'Sample Person',
  email: 'sample@example.eu',
  lang: 'en',
  consent: { declaration: '2018-1/en', privacy: '1/en' },
};

describe('the service client', () => {
  let service: StandInService;
  const client = () => new ServiceClient(`${service.origin}/`, 'sample');

  beforeEach(() => {
    service = new StandInService();
  });
  afterEach(() => {
    service.stop();
  });

  it('sends a signature with its key, as JSON, without credentials', async () => {
    const key = uuid();
    const { accepted } = await client().sign(signature, key);
    expect(accepted?.status).to.equal('check-your-mail');
    const [call] = service.callsTo('/v1/campaigns/sample/signatures', 'POST');
    expect(call?.headers.get('Idempotency-Key')).to.equal(key);
    expect(call?.body).to.deep.equal(signature);
  });

  it('is not misled by a page that has changed how arrays and objects become JSON', async () => {
    const polluted = [Array.prototype, Object.prototype, String.prototype] as { toJSON?: () => string }[];
    for (const prototype of polluted) prototype.toJSON = () => 'polluted';
    let text: string;
    try {
      text = toJson({ ...signature });
      await client().sign(signature, uuid());
    } finally {
      for (const prototype of polluted) delete prototype.toJSON;
    }
    expect(JSON.parse(text)).to.deep.equal(signature);
    expect(service.signatures).to.deep.equal([signature]);
  });

  it('hands on refusals as values', async () => {
    service.refusals = [{ field: 'email', code: 'email-malformed' }];
    const { refusals } = await client().sign(signature, uuid());
    expect(refusals).to.deep.equal([{ field: 'email', code: 'email-malformed' }]);
  });

  it('throws when nobody can tell whether the signature arrived', async () => {
    service.away = true;
    let thrown: unknown;
    await client()
      .sign(signature, uuid())
      .catch((error: unknown) => (thrown = error));
    expect(thrown).to.be.instanceOf(ServiceError);
    expect((thrown as ServiceError).status).to.equal(0);
  });

  it('throws when the service is at fault', async () => {
    service.refusals = [{ code: 'unavailable' }];
    service.refusalStatus = 503;
    let thrown: unknown;
    await client()
      .sign(signature, uuid())
      .catch((error: unknown) => (thrown = error));
    expect((thrown as ServiceError).status).to.equal(503);
  });

  for (const [status, body] of [
    [200, '{"status":"ok"}'],
    [202, '<!doctype html><title>Log in</title>'],
    [403, '{"message":"Forbidden"}'],
  ] as const) {
    it(`takes no ${String(status)} of a portal on the way for a promise: ${body}`, async () => {
      service.answer = () => Promise.resolve(new Response(body, { status }));
      let thrown: unknown;
      await client()
        .sign(signature, uuid())
        .catch((error: unknown) => (thrown = error));
      expect(thrown).to.be.instanceOf(ServiceError);
    });
  }

  it('makes keys that are UUIDs, each another', () => {
    const keys = new Set([uuid(), uuid(), uuid()]);
    expect(keys.size).to.equal(3);
    for (const key of keys) expect(key).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
