import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { deleteFiles } from './delete-files.ts';
import { restoreFiles } from './restore-files.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const etagOf = async (path: string) => (await world.files.describe(world.keyOf(path)))?.etag;
const restore = async (request: Parameters<typeof restoreFiles>[2]) =>
  (await restoreFiles(world, world.caller, request)).change;
async function trash(...paths: string[]): Promise<string> {
  const items = await Promise.all(paths.map(async (path) => ({ path, etag: (await etagOf(path))! })));
  const { change } = await deleteFiles(world, world.caller, { items });
  world.pass(1000);
  return change.changeId;
}

describe('restoreFiles', () => {
  it('makes the last version current again, without a copy', async () => {
    const { 'a.txt': etag } = world.put('a.txt');
    const versionId = world.files.newestVersionId(world.keyOf('a.txt'));
    await trash('a.txt');
    const change = await restore({ items: [{ path: 'a.txt' }] });
    expect(change).toMatchObject({ kind: 'restore', state: 'done', doneCount: 1, failedCount: 0 });
    expect(await etagOf('a.txt')).toBe(etag);
    expect(world.files.newestVersionId(world.keyOf('a.txt'))).toBe(versionId);
  });

  it('restores a folder, and leaves what is not in the trash', async () => {
    const before = world.put('a/1', 'a/2', 'a/3', 'b/1');
    await trash('a/1', 'a/2', 'b/1');
    const change = await restore({ items: [{ folder: 'a' }] });
    expect(change).toMatchObject({ doneCount: 2, failedCount: 0 });
    expect(world.paths).toEqual(['a/1', 'a/2', 'a/3']);
    expect(await etagOf('a/1')).toBe(before['a/1']);
  });

  it('leaves a name that is taken, and names it', async () => {
    world.put('a.txt');
    const changeId = await trash('a.txt');
    const taken = world.putVersion('a.txt');
    for (const request of [{ items: [{ path: 'a.txt' }] }, { change: changeId }]) {
      const change = await restore(request);
      expect(change).toMatchObject({ doneCount: 0, failed: [{ path: 'a.txt', code: 'already-exists' }] });
    }
    expect(await etagOf('a.txt')).toBe(taken);
  });

  it.each(['never.txt', 'a'])('names %s, which is not in the trash', async (path) => {
    world.put('a/1');
    const change = await restore({ items: [{ path }] });
    expect(change.failed).toEqual([{ path, code: 'not-found' }]);
  });

  it('never restores files of somebody else', async () => {
    world.put('a.txt');
    await trash('a.txt');
    const { change } = await restoreFiles(world, world.stranger, { items: [{ path: 'a.txt' }, { folder: '' }] });
    expect(change.doneCount).toBe(0);
    expect(world.paths).toEqual([]);
  });

  it('undoes a deletion twice at once with the same result', async () => {
    world.put('a.txt', 'b.txt');
    const change = await trash('a.txt', 'b.txt');
    const [one, two] = await Promise.all([restore({ change }), restore({ change })]);
    expect([one.failedCount, two.failedCount]).toEqual([0, 0]);
    expect(world.paths).toEqual(['a.txt', 'b.txt']);
  });

  it('undoes only what the change did, not what it left or what was deleted at another time', async () => {
    const etags = world.put('a.txt', 'b.txt', 'c.txt');
    await trash('c.txt');
    world.putVersion('b.txt');
    const items = ['a.txt', 'b.txt', 'c.txt'].map((path) => ({ path, etag: etags[path]! }));
    const { change } = await deleteFiles(world, world.caller, { items: items.slice(0, 2) });
    expect(change.failed).toEqual([{ path: 'b.txt', code: 'changed-meanwhile' }]);
    const undone = await restore({ change: change.changeId });
    expect(undone).toMatchObject({ doneCount: 1, failedCount: 0 });
    expect(world.paths).toEqual(['a.txt', 'b.txt']);
  });

  it('leaves a file in the trash that was replaced and deleted since', async () => {
    world.put('a.txt');
    const change = await trash('a.txt');
    world.putVersion('a.txt');
    await trash('a.txt');
    expect((await restore({ change })).failed).toEqual([{ path: 'a.txt', code: 'changed-meanwhile' }]);
    expect(world.paths).toEqual([]);
  });

  it('is undone by deleting the same versions again', async () => {
    world.put('a.txt', 'b.txt');
    const deleted = await trash('a.txt', 'b.txt');
    const restored = await restore({ change: deleted });
    expect(restored.undo).toEqual({ operation: 'delete-files', request: { change: restored.changeId } });
    const newer = world.putVersion('b.txt');
    const { change } = await deleteFiles(world, world.caller, { change: restored.changeId });
    expect(change.failed).toEqual([{ path: 'b.txt', code: 'changed-meanwhile' }]);
    expect(world.paths).toEqual(['b.txt']);
    expect(await etagOf('b.txt')).toBe(newer);
  });

  it('restores a file under several deletions', async () => {
    const { 'a.txt': etag } = world.put('a.txt');
    world.files.trash(world.keyOf('a.txt'));
    world.pass(1000);
    world.files.trash(world.keyOf('a.txt'));
    expect(await restore({ items: [{ path: 'a.txt' }] })).toMatchObject({ doneCount: 1 });
    expect(await etagOf('a.txt')).toBe(etag);
  });
});
