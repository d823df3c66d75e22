import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { GroupCommit } from '../src/store/group-commit.ts';
import { openSqlite } from '../src/store/index.ts';
import { folderFor } from './support/service.ts';

async function openGroup(t: TestContext) {
  const { writes, reads } = await openSqlite(join(await folderFor(t), 'test.sqlite'));
  t.after(async () => {
    await writes.destroy();
    await reads.destroy();
  });
  let commits = 0;
  const startTransaction = writes.startTransaction.bind(writes);
  t.mock.method(writes, 'startTransaction', () => {
    commits += 1;
    return startTransaction();
  });
  const group = new GroupCommit(writes);
  const write = (id: string) => group.run((trx) => trx.insertInto('marks').values({ name: id, value: '' }).execute());
  const written = async () =>
    (await reads.selectFrom('marks').select('name').orderBy('name').execute()).map(({ name }) => name);
  return { group, write, written, commits: () => commits };
}

describe('GroupCommit', () => {
  it('lets writes of the same moment share a commit', async (t) => {
    const { write, written, commits } = await openGroup(t);
    await Promise.all(Array.from({ length: 40 }, (_, index) => write(`w${index}`)));
    assert.equal((await written()).length, 40);
    assert.equal(commits(), 1);
  });

  it('refuses the one that fails, and leaves the others alone', async (t) => {
    const { group, write, written, commits } = await openGroup(t);
    const failsHalfway = group.run(async (trx) => {
      await trx.insertInto('marks').values({ name: 'half', value: '' }).execute();
      throw new Error('changed my mind');
    });
    const outcomes = await Promise.allSettled([write('a'), failsHalfway, write('b'), write('a'), write('c')]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await written(), ['a', 'b', 'c']);
    assert.equal(commits(), 1);
  });

  it('answers only when everyone else could read it', async (t) => {
    const { group, written } = await openGroup(t);
    let seenInside: string[] | undefined;
    await group.run(async (trx) => {
      await trx.insertInto('marks').values({ name: 'a', value: '' }).execute();
      seenInside = await written();
    });
    assert.deepEqual(seenInside, [], 'readers do not see what is not committed');
    assert.deepEqual(await written(), ['a']);
  });

  it('finishes what it has been given before it is idle', async (t) => {
    const { group, write, written } = await openGroup(t);
    const writes = Array.from({ length: 200 }, (_, index) => write(`w${index}`));
    await group.idle();
    assert.equal((await written()).length, 200);
    await Promise.all(writes);
  });
});
