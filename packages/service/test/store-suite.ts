import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Signature } from '@cohesion/contract';
import type { MailOrder } from '../src/mail/mail-order.ts';
import { mailsPerSignature, type NewSignature, type SignatureStore } from '../src/store/index.ts';
import { sample } from './support/service.ts';

const start = new Date('2026-11-22T12:00:00Z');
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

const posted = (changes: Partial<Signature> = {}, campaign = 'cohesion'): NewSignature => ({
  campaign,
  signature: { ...sample, ...changes },
  lang: 'en',
});

/** What every store promises, whatever lies under it. `open` gives an empty one. */
export function describeStore(name: string, open: (t: TestContext) => Promise<SignatureStore>): void {
  const ordersIn = async (store: SignatureStore, now = start): Promise<MailOrder[]> =>
    (await store.dueMails(now, 1000)).map(({ order }) => order);
  const newestToken = async (store: SignatureStore, email: string = sample.email, now = start): Promise<string> => {
    const order = (await ordersIn(store, now)).findLast((one) => one.to === email);
    assert.ok(order?.kind === 'confirm');
    return order.token;
  };
  const confirmed = async (store: SignatureStore, changes: Partial<Signature> & { email: string }, now = start) => {
    await store.sign(posted(changes), now);
    const link = await store.confirm(await newestToken(store, changes.email, now), now);
    assert.equal(link.state, 'confirmed');
    return link;
  };

  describe(`the store on ${name}`, () => {
    it('counts what is confirmed, and nothing else', async (t) => {
      const store = await open(t);
      await store.sign(posted(), start);
      assert.equal(await store.total('cohesion', {}), 0);
      await store.confirm(await newestToken(store), start);
      assert.equal(await store.total('cohesion', {}), 1);
      assert.equal(await store.total('another', {}), 0);
    });

    it('numbers the signatures of a campaign from 1', async (t) => {
      const store = await open(t);
      const numbers: unknown[] = [];
      for (const email of ['a@example.eu', 'b@example.eu', 'c@example.eu']) {
        const link = await confirmed(store, { email });
        numbers.push(link.state === 'confirmed' && link.number);
      }
      assert.deepEqual(numbers, [1, 2, 3]);
    });

    it('has one signature for each address, however it is written', async (t) => {
      const store = await open(t);
      await confirmed(store, { email: 'Anna.Sample@Malmö.example' });
      await store.sign(posted({ email: 'anna.sample@XN--MALM-8QA.example' }), start);
      const [reminder] = (await ordersIn(store)).slice(-1);
      assert.equal(reminder?.kind, 'already-signed');
      assert.equal(reminder.to, 'Anna.Sample@Malmö.example', 'the mail goes to the address that was confirmed');
      assert.equal(await store.total('cohesion', {}), 1);
    });

    it('takes the same address in another campaign', async (t) => {
      const store = await open(t);
      await store.sign(posted(), start);
      await store.sign(posted({}, 'another'), start);
      assert.deepEqual(
        (await ordersIn(store)).map(({ kind, campaign }) => `${kind} ${campaign}`),
        ['confirm cohesion', 'confirm another'],
      );
    });

    it('tells the signed-already mail nothing that a stranger has typed', async (t) => {
      const store = await open(t);
      await confirmed(store, { email: sample.email, name: 'Sample Person' });
      await store.sign(posted({ name: 'Win a prize' }), start);
      assert.equal((await ordersIn(store)).at(-1)?.name, 'Sample Person');
    });

    it(`orders at most ${mailsPerSignature} mails for a pending signature, and keeps what the last one was about`, async (t) => {
      const store = await open(t);
      const seen = new Set<string>();
      for (const name of ['First', 'Second', 'Third', 'Fourth', 'Fifth']) {
        await store.sign(posted({ name }), start);
        for (const { messageId } of await store.dueMails(start, 10)) seen.add(messageId);
      }
      assert.equal(seen.size, mailsPerSignature);
      const link = await store.confirmLink(await newestToken(store), start);
      assert.equal(link.state === 'pending' && link.signature.name, 'Third');
    });

    it(`orders at most ${mailsPerSignature} mails for a confirmed signature`, async (t) => {
      const store = await open(t);
      await confirmed(store, { email: sample.email });
      for (let time = 0; time < 5; time += 1) await store.sign(posted(), start);
      const reminders = (await ordersIn(store)).filter(({ kind }) => kind === 'already-signed');
      assert.equal(reminders.length, mailsPerSignature);
    });

    it('drops a mail that waits when a newer one takes its place', async (t) => {
      const store = await open(t);
      await store.sign(posted(), start);
      await store.sign(posted(), start);
      assert.equal((await ordersIn(store)).length, 1);
    });

    it('adds up every combination of filters, and a region with all inside it', async (t) => {
      const store = await open(t);
      await confirmed(store, { email: 'a@example.eu', country: 'SE', region: 'SE224', partner: 'malmo' });
      await confirmed(store, { email: 'b@example.eu', country: 'SE', region: 'SE221' });
      await confirmed(store, {
        email: 'c@example.eu',
        kind: 'politician',
        capacity: 'Mayor',
        country: 'SE',
        region: 'SE2',
      });
      await confirmed(store, { email: 'd@example.eu', country: 'DE', partner: 'malmo' });
      for (const [filter, total] of [
        [{}, 4],
        [{ region: 'SE224' }, 1],
        [{ region: 'SE22' }, 2],
        [{ region: 'SE' }, 3],
        [{ region: 'SE3' }, 0],
        [{ country: 'SE' }, 3],
        [{ kind: 'individual' }, 3],
        [{ kind: 'individual', country: 'SE' }, 2],
        [{ partner: 'malmo' }, 2],
        [{ partner: 'malmo', country: 'SE', region: 'SE22', kind: 'individual' }, 1],
        [{ partner: 'malmo', kind: 'politician' }, 0],
      ] as const) {
        assert.equal(await store.total('cohesion', filter), total, JSON.stringify(filter));
      }
    });

    it('has a ledger that agrees with the rows, and says where it would not', async (t) => {
      const store = await open(t);
      await Promise.all(
        Array.from({ length: 30 }, (_, index) => {
          const kind = index % 2 ? 'individual' : 'organisation';
          const changes = {
            email: `n${index}@example.eu`,
            kind,
            organisation: 'Sample',
            country: index % 3 ? 'SE' : 'FI',
          };
          return store.sign(posted(changes as Partial<Signature>), start);
        }),
      );
      const tokens = (await ordersIn(store)).flatMap((order) => (order.kind === 'confirm' ? [order.token] : []));
      await Promise.all([...tokens, ...tokens].map((token) => store.confirm(token, start)));
      assert.deepEqual(await store.recount(), []);
      assert.equal(await store.total('cohesion', {}), 30);
      assert.equal(await store.total('cohesion', { kind: 'organisation', country: 'FI' }), 5);
    });

    it('tells of each change of a total after it is durable, and only then', async (t) => {
      const store = await open(t);
      const told: number[] = [];
      const stop = store.onTotalChange((campaign) => void store.total(campaign, {}).then((total) => told.push(total)));
      await confirmed(store, { email: 'a@example.eu' });
      await confirmed(store, { email: 'b@example.eu' });
      await store.confirm('no such token', start);
      stop();
      await confirmed(store, { email: 'c@example.eu' });
      assert.deepEqual(told, [1, 2]);
    });

    it('erases a signature that was not confirmed in 72 hours, with its token, its mail and its first answers', async (t) => {
      const store = await open(t);
      const request = { key: 'a2b1f0f4-6a64-4b84-9b0e-0d3c1f5a7e11', body: {} };
      await store.sign({ ...posted(), request }, start);
      const token = await newestToken(store);
      await confirmed(store, { email: 'kept@example.eu' });
      await store.sign(posted({ email: 'younger@example.eu' }), later(1));

      assert.equal(await store.expire(later(71.9)), 0);
      assert.equal(await store.expire(later(72)), 1);
      assert.equal((await store.confirmLink(token, later(72))).state, 'unknown');
      assert.equal(await store.earlierAnswer('cohesion', request), undefined);
      assert.deepEqual(
        (await ordersIn(store, later(72))).map(({ to }) => to),
        ['younger@example.eu'],
      );
      assert.equal(await store.total('cohesion', {}), 1);
      assert.deepEqual(await store.recount(), []);
    });

    it('begins anew for an address whose first signature has expired', async (t) => {
      const store = await open(t);
      for (let time = 0; time < mailsPerSignature; time += 1) await store.sign(posted(), start);
      const old = await newestToken(store);
      await store.sign(posted({ name: 'Later' }), later(80));
      assert.equal((await store.confirmLink(old, later(80))).state, 'unknown');
      const link = await store.confirm(await newestToken(store, sample.email, later(80)), later(80));
      assert.equal(link.state === 'confirmed' && link.signature.name, 'Later');
    });

    it('gives out due mails in their turn, and forgets what they said once they are sent', async (t) => {
      const store = await open(t);
      await store.sign(posted({ email: 'a@example.eu' }), start);
      await store.sign(posted({ email: 'b@example.eu' }), later(1));
      const [first, second] = await store.dueMails(later(1), 10);
      assert.equal(first?.order.to, 'a@example.eu');
      assert.match(first.messageId, /^<[\w-]+@example\.eu>$/);

      await store.mailPostponed(first.id, later(2));
      assert.deepEqual(
        (await store.dueMails(later(1), 10)).map(({ id }) => id),
        [second?.id],
      );
      assert.deepEqual(await store.nextMailDue(), later(1));
      const [again] = (await store.dueMails(later(2), 10)).slice(-1);
      assert.deepEqual([again?.messageId, again?.attempts], [first.messageId, 1]);

      await store.mailSent(first.id, later(2));
      await store.mailSent(second!.id, later(2));
      assert.deepEqual(await store.dueMails(later(9), 10), []);
      assert.equal(await store.nextMailDue(), undefined);
    });

    it('can write, and says so', async (t) => {
      const store = await open(t);
      await store.probe(start);
      await store.probe(later(1));
    });
  });
}
