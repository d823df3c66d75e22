import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Signature } from '@cohesion/contract';
import type { MailOrder } from '../src/mail/mail-order.ts';
import {
  mailsPerSignature,
  resends,
  triesPerCode,
  type NewSignature,
  type SignatureStore,
} from '../src/store/index.ts';
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
  const newest = async <K extends MailOrder['kind']>(
    store: SignatureStore,
    kind: K,
    email: string = sample.email,
    now = start,
  ) => {
    const order = (await ordersIn(store, now)).findLast((one) => one.to === email && one.kind === kind);
    assert.ok(order, `a ${kind} mail to ${email}`);
    return order as MailOrder & { kind: K };
  };
  const newestToken = async (store: SignatureStore, email: string = sample.email, now = start): Promise<string> => {
    return (await newest(store, 'confirm', email, now)).token;
  };
  const handleOf = async (store: SignatureStore, changes: Partial<Signature> = {}, now = start): Promise<string> => {
    const answer = await store.sign(posted(changes), now);
    assert.ok(answer !== 'key-reused');
    return answer.pending;
  };
  const another = (code: string) => (code === '000000' ? '000001' : '000000');
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

    it(`orders no more for a confirmed one: ${mailsPerSignature}, and its thanks`, async (t) => {
      const store = await open(t);
      await store.sign(posted(), start);
      await store.confirm(await newestToken(store), start);
      for (let time = 0; time < 5; time += 1) await store.sign(posted(), start);
      assert.deepEqual(
        (await ordersIn(store)).map(({ kind }) => kind),
        ['thanks', ...Array.from({ length: mailsPerSignature - 1 }, () => 'already-signed')],
        'the mail that asked to confirm had not been sent yet, and was dropped',
      );
      await store.sign(posted(), later(72));
      assert.equal((await ordersIn(store, later(72))).length, mailsPerSignature + 1, 'three days later, again');
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
            organisation: `Sample ${index}`,
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

    it('confirms by the code of the newest mail, and by no other', async (t) => {
      const store = await open(t);
      const first = await handleOf(store);
      const older = (await newest(store, 'confirm')).code;
      const second = await handleOf(store);
      const { code } = await newest(store, 'confirm');
      if (older !== code) {
        const outcome = await store.confirmByCode({ campaign: 'cohesion', pending: first, code: older }, start);
        assert.deepEqual(outcome, { state: 'wrong', triesLeft: triesPerCode - 1 });
      }
      for (const pending of [second, first]) {
        const outcome = await store.confirmByCode({ campaign: 'cohesion', pending, code }, start);
        assert.deepEqual(outcome, { state: 'confirmed', number: 1 }, 'a repeat, by any handle, finds the same');
      }
      assert.equal(await store.total('cohesion', {}), 1);
      assert.deepEqual(await store.recount(), []);
    });

    it('knows a handle in its own campaign only, and for 72 hours', async (t) => {
      const store = await open(t);
      const pending = await handleOf(store);
      const { code } = await newest(store, 'confirm');
      for (const [campaign, handle, now] of [
        ['another', pending, start],
        ['cohesion', 'nonsense', start],
        ['cohesion', pending, later(72)],
      ] as const) {
        const outcome = await store.confirmByCode({ campaign, pending: handle, code }, now);
        assert.deepEqual(outcome, { state: 'spent' });
        assert.deepEqual(await store.resend(campaign, handle, now), { state: 'spent' });
      }
    });

    it(`takes ${triesPerCode} wrong codes, and then not even the right one; a new one begins anew`, async (t) => {
      const store = await open(t);
      const pending = await handleOf(store);
      const { code } = await newest(store, 'confirm');
      const type = (typed: string, now = start) =>
        store.confirmByCode({ campaign: 'cohesion', pending, code: typed }, now);
      const outcomes = await Promise.all(Array.from({ length: triesPerCode + 2 }, () => type(another(code))));
      assert.deepEqual(
        outcomes.map((outcome) => (outcome.state === 'wrong' ? outcome.triesLeft : outcome.state)),
        [4, 3, 2, 1, 0, 'spent', 'spent'],
      );
      assert.deepEqual(await type(code), { state: 'spent' });

      assert.deepEqual(await store.resend('cohesion', pending, later(0.01)), { state: 'sent' });
      const again = await newest(store, 'confirm', sample.email, later(0.01));
      assert.deepEqual(await type(again.code, later(0.02)), { state: 'confirmed', number: 1 });
    });

    it(`sends a new code and link ${resends} times, after waits that double`, async (t) => {
      const store = await open(t);
      const pending = await handleOf(store);
      const { token } = await newest(store, 'confirm');
      const seconds = (count: number) => new Date(start.getTime() + count * 1000);
      for (const [second, outcome] of [
        [0, { state: 'wait', seconds: 30 }],
        [29.5, { state: 'wait', seconds: 1 }],
        [30, { state: 'sent' }],
        [30, { state: 'wait', seconds: 60 }],
        [90, { state: 'sent' }],
        [91, { state: 'wait', seconds: 119 }],
        [210, { state: 'sent' }],
        [9000, { state: 'wait', seconds: 72 * 3600 + 210 - 9000 }],
      ] as const) {
        assert.deepEqual(await store.resend('cohesion', pending, seconds(second)), outcome, `after ${second} s`);
      }
      assert.equal((await store.confirmLink(token, seconds(9000))).state, 'spent');
      const link = await store.confirmLink(
        (await newest(store, 'confirm', sample.email, later(9))).token,
        seconds(9000),
      );
      assert.equal(link.state, 'pending');
    });

    it('shows who holds a handle the same for every address: new, pending, confirmed, withdrawn and blocked', async (t) => {
      const store = await open(t);
      const email = (who: string) => `${who}@example.eu`;
      for (const who of ['pending', 'confirmed', 'withdrawn', 'blocked']) {
        await store.sign(posted({ email: email(who) }), start);
        const { token, mine } = await newest(store, 'confirm', email(who));
        if (who !== 'pending') await store.confirm(token, start);
        if (who === 'withdrawn') await store.changeMine(mine, { action: 'withdraw' }, start);
        if (who === 'blocked') await store.changeMine(mine, { action: 'not-me' }, start);
      }
      await store.sign(posted({ email: email('new') }), start);
      const seen = new Map<string, unknown[]>();
      for (const who of ['new', 'pending', 'confirmed', 'withdrawn', 'blocked']) {
        const pending = await handleOf(store, { email: email(who) });
        const what: unknown[] = [];
        for (let time = 0; time < 7; time += 1) {
          const order = (await ordersIn(store)).findLast((one) => one.kind === 'confirm' && one.to === email(who));
          const code = another(order?.kind === 'confirm' ? order.code : '000000');
          what.push(await store.confirmByCode({ campaign: 'cohesion', pending, code }, start));
        }
        for (const hours of [0, 0.1, 0.1, 0.2, 0.3, 0.4]) {
          what.push(await store.resend('cohesion', pending, later(hours)));
          const code = '999999';
          const outcome = await store.confirmByCode({ campaign: 'cohesion', pending, code }, later(hours));
          what.push(outcome.state);
        }
        seen.set(who, what);
      }
      for (const what of seen.values()) assert.deepEqual(what, seen.get('new'));
    });

    it('mails a blocked address nothing, and counts it no more', async (t) => {
      const store = await open(t);
      await confirmed(store, { email: sample.email });
      const { mine } = await newest(store, 'thanks');
      const link = await store.changeMine(mine, { action: 'not-me' }, start);
      assert.deepEqual(link, { state: 'not-me', campaign: 'cohesion', lang: 'en' });
      assert.equal(await store.total('cohesion', {}), 0);
      for (const now of [start, later(80)]) {
        const pending = await handleOf(store, {}, now);
        assert.deepEqual(await store.resend('cohesion', pending, new Date(now.getTime() + 60_000)), { state: 'sent' });
      }
      assert.deepEqual(await ordersIn(store, later(90)), [], 'nor what was in line for it');
      await store.sign(posted({}, 'another'), start);
      assert.equal((await ordersIn(store)).length, 1, 'in another campaign it is no stranger');
      assert.deepEqual(
        await store.changeMine(mine, { action: 'withdraw' }, start),
        link,
        'a withdrawal lifts no block',
      );
      assert.deepEqual(await store.recount(), []);
    });

    it('blocks by an old link what has been signed since', async (t) => {
      const store = await open(t);
      await store.sign(posted(), start);
      const { mine } = await newest(store, 'confirm');
      await store.changeMine(mine, { action: 'withdraw' }, start);
      await confirmed(store, { email: sample.email });
      assert.equal((await store.changeMine(mine, { action: 'not-me' }, start)).state, 'not-me');
      assert.equal(await store.total('cohesion', {}), 0);
      await store.sign(posted(), later(80));
      assert.deepEqual(await ordersIn(store, later(80)), []);
    });

    it('takes a withdrawn signature out of the count, says so by the same link, and takes the address again', async (t) => {
      const store = await open(t);
      await confirmed(store, { email: sample.email, country: 'SE' });
      const { mine } = await newest(store, 'thanks');
      const told: string[] = [];
      store.onTotalChange((campaign) => told.push(campaign));
      for (const action of ['withdraw', 'withdraw', 'list'] as const) {
        const link = await store.changeMine(mine, { action }, start);
        assert.deepEqual(link, { state: 'withdrawn', campaign: 'cohesion', lang: 'en' });
      }
      assert.deepEqual(told, ['cohesion'], 'once');
      assert.equal(await store.total('cohesion', { country: 'SE' }), 0);

      await confirmed(store, { email: sample.email });
      assert.equal(await store.total('cohesion', {}), 1);
      assert.equal((await store.mine(mine)).state, 'withdrawn', 'the older link has nothing to do with the new one');
      assert.deepEqual(await store.recount(), []);
    });

    it('shows, corrects, lists and unlists a signature', async (t) => {
      const store = await open(t);
      await store.sign(posted({ kind: 'politician', capacity: 'Mayor', country: 'SE' }), start);
      const { token, mine } = await newest(store, 'confirm');
      assert.equal((await store.mine(mine)).state, 'pending');
      await store.confirm(token, later(1));
      await store.changeMine(mine, { action: 'correct', correction: { name: 'New Name', capacity: 'Member' } }, start);
      for (const action of ['list', 'unlist', 'list'] as const) {
        const link = await store.changeMine(mine, { action }, start);
        assert.equal('signature' in link && link.signature.listed, action === 'list');
      }
      const link = await store.mine(mine);
      assert.deepEqual(link, {
        state: 'confirmed',
        signature: {
          ...{ campaign: 'cohesion', lang: 'en', kind: 'politician', name: 'New Name', capacity: 'Member' },
          ...{ email: sample.email, country: 'SE', consent: sample.consent },
          ...{ listed: true, updates: false, partnerUpdates: false },
          ...{ postedAt: start.toISOString(), confirmedAt: later(1).toISOString(), number: 1 },
        },
      });
      assert.equal((await newest(store, 'thanks', sample.email, later(1))).name, sample.name, 'as it was when ordered');
    });

    it('holds the second signature of an organisation, and tells its mailbox', async (t) => {
      const store = await open(t);
      const organisation = (email: string, name: string) => ({
        kind: 'organisation' as const,
        email,
        organisation: name,
      });
      const confirm = async (changes: Partial<Signature> & { email: string }) => {
        await store.sign(posted(changes), start);
        return store.confirm(await newestToken(store, changes.email), start);
      };
      assert.equal((await confirm(organisation('a@exempel.example', 'Föreningen Exempel'))).state, 'confirmed');
      const second = await confirm(organisation('b@EXEMPEL.example', ' foreningen  exempel!'));
      assert.equal(second.state, 'held');
      assert.ok(await newest(store, 'held', 'b@EXEMPEL.example'));
      assert.equal(await store.total('cohesion', {}), 1);

      assert.equal((await confirm(organisation('c@other.example', 'Föreningen Exempel'))).state, 'confirmed');
      assert.equal((await confirm(organisation('d@exempel.example', 'Exempel'))).state, 'confirmed');
      const person = { email: 'e@exempel.example', organisation: 'Föreningen Exempel' };
      assert.equal((await confirm(person)).state, 'confirmed', 'a person may name it');
      assert.equal(await store.total('cohesion', {}), 4);

      const { mine } = await newest(store, 'thanks', 'd@exempel.example');
      const correction = { name: 'Sample Person', organisation: 'Föreningen EXEMPEL' };
      const corrected = await store.changeMine(mine, { action: 'correct', correction }, start);
      assert.equal(corrected.state, 'held', 'a correction is no way around it');
      assert.equal(await store.total('cohesion', {}), 3);
      assert.deepEqual(await store.recount(), []);
    });

    it('says by its code, too, that a signature is held', async (t) => {
      const store = await open(t);
      const organisation = { kind: 'organisation', organisation: 'Sample' } as const;
      await confirmed(store, { ...organisation, email: 'a@example.eu' });
      const pending = await handleOf(store, { ...organisation, email: 'b@example.eu' });
      const { code } = await newest(store, 'confirm', 'b@example.eu');
      for (const _ of [1, 2]) {
        const outcome = await store.confirmByCode({ campaign: 'cohesion', pending, code }, start);
        assert.deepEqual(outcome, { state: 'held' });
      }
      assert.equal(await store.total('cohesion', {}), 1);
    });

    it('reminds once, after a day, of what is not confirmed, with a link beside the first', async (t) => {
      const store = await open(t);
      await store.sign(posted(), start);
      const { token } = await newest(store, 'confirm');
      await confirmed(store, { email: 'confirmed@example.eu' });
      await store.sign(posted({ email: 'later@example.eu' }), later(2));
      assert.equal(await store.remind(later(23.9)), 0);
      assert.equal(await store.remind(later(24)), 1);
      assert.equal(await store.remind(later(25)), 0);
      const reminder = await newest(store, 'reminder', sample.email, later(25));
      assert.equal((await store.confirmLink(token, later(25))).state, 'pending', 'the first link works as before');
      assert.equal((await store.confirm(reminder.token, later(71))).state, 'confirmed');
    });

    it('reminds nobody of what has expired, and gives a reminder no longer life', async (t) => {
      const store = await open(t);
      await store.sign(posted(), start);
      await store.sign(posted({ email: 'other@example.eu' }), later(30));
      assert.equal(await store.remind(later(73)), 1);
      const { token } = await newest(store, 'reminder', 'other@example.eu', later(73));
      assert.equal((await store.confirmLink(token, later(102))).state, 'expired');
    });

    it('reminds any number', async (t) => {
      const store = await open(t);
      const emails = Array.from({ length: 120 }, (_, index) => `n${index}@example.eu`);
      await Promise.all(emails.map((email) => store.sign(posted({ email }), start)));
      assert.equal(await store.remind(later(24)), 120);
    });

    it('forgets with an expired signature its links, codes and handles', async (t) => {
      const store = await open(t);
      const pending = await handleOf(store);
      const { mine } = await newest(store, 'confirm');
      await store.expire(later(72));
      assert.deepEqual(await store.mine(mine), { state: 'unknown' });
      assert.deepEqual(await store.changeMine(mine, { action: 'not-me' }, later(72)), { state: 'unknown' });
      assert.deepEqual(await store.resend('cohesion', pending, later(72)), { state: 'spent' });
    });

    it('can write, and says so', async (t) => {
      const store = await open(t);
      await store.probe(start);
      await store.probe(later(1));
    });
  });
}
