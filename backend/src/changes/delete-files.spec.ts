import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { deleteFiles } from './delete-files.ts';

const otherEtag = '"ffffffffffffffffffffffffffffffff"';
let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const remove = (request: Parameters<typeof deleteFiles>[2]) => deleteFiles(world, world.caller, request);

describe('deleteFiles', () => {
  it('deletes the named versions at once, and says how to undo it', async () => {
    const etags = world.put('a.txt', 'b.txt', 'c.txt');
    const { change } = await remove({
      items: [
        { path: 'a.txt', etag: etags['a.txt']! },
        { path: 'b.txt', etag: etags['b.txt']! },
      ],
    });
    expect(world.paths).toEqual(['c.txt']);
    expect(change).toEqual({
      changeId: expect.stringMatching(/^[0-9a-z]{9}-[0-9a-f]{16}$/),
      kind: 'delete',
      state: 'done',
      first: { path: 'a.txt' },
      itemCount: 2,
      doneCount: 2,
      totalCount: 2,
      failedCount: 0,
      failed: [],
      undo: { operation: 'restore-files', request: { change: change.changeId } },
      startedAt: '2026-11-24T09:00:00.000Z',
      endedAt: '2026-11-24T09:00:00.000Z',
    });
    expect(world.workflow.started).toEqual([]);
  });

  it('leaves a version that was stored meanwhile, names it and deletes the others', async () => {
    const etags = world.put('a.txt', 'b.txt');
    const newer = world.putVersion('a.txt');
    const { change } = await remove({
      items: Object.entries(etags).map(([path, etag]) => ({ path, etag })),
    });
    expect(world.paths).toEqual(['a.txt']);
    expect((await world.files.describe(world.keyOf('a.txt')))?.etag).toBe(newer);
    expect(change).toMatchObject({
      state: 'done',
      doneCount: 1,
      failedCount: 1,
      failed: [{ path: 'a.txt', code: 'changed-meanwhile' }],
    });
  });

  it('names a file that is not there, also when it was deleted before', async () => {
    const etags = world.put('a.txt');
    const request = { items: [{ path: 'a.txt', etag: etags['a.txt']! }] };
    await remove(request);
    const { change } = await remove({ items: [...request.items, { path: 'never.txt', etag: otherEtag }] });
    expect(change.failed).toEqual([
      { path: 'a.txt', code: 'not-found' },
      { path: 'never.txt', code: 'not-found' },
    ]);
    expect(change.undo).toBeUndefined();
  });

  it('deletes a folder with everything in it, and nothing beside it', async () => {
    world.put('a/1', 'a/b/2', 'a.txt', 'ab/3', 'a');
    const { change } = await remove({ items: [{ folder: 'a' }] });
    expect(world.paths).toEqual(['a', 'a.txt', 'ab/3']);
    expect(change).toMatchObject({ first: { folder: 'a' }, itemCount: 1, doneCount: 2, totalCount: 2 });
  });

  it('names a folder that is empty', async () => {
    const { change } = await remove({ items: [{ folder: 'a' }] });
    expect(change).toMatchObject({ state: 'done', doneCount: 0, failed: [{ path: 'a', code: 'not-found' }] });
  });

  it('reaches only the files of the caller', async () => {
    const etags = world.put('a.txt');
    const { change } = await deleteFiles(world, world.stranger, {
      items: [{ path: 'a.txt', etag: etags['a.txt']! }, { folder: '' }],
    });
    expect(world.paths).toEqual(['a.txt']);
    expect(change).toMatchObject({ doneCount: 0, failedCount: 2 });
  });

  it('deletes a file that is named twice once', async () => {
    const etags = world.put('a.txt');
    const item = { path: 'a.txt', etag: etags['a.txt']! };
    const { change } = await remove({ items: [item, item] });
    expect(change).toMatchObject({ doneCount: 1, failedCount: 0 });
  });

  it.each([{}, { items: [{ folder: 'a' }], change: '000000000-0000000000000000' }])(
    'refuses %j, which is not exactly one of items and a change',
    async (request) => {
      await expect(remove(request)).rejects.toMatchObject({ code: 'invalid-request', field: 'items' });
    },
  );

  it('tries a file again of which the store does not say what became of it', async () => {
    const etags = world.put('a.txt', 'b.txt');
    const original = world.files.deleteVersions.bind(world.files);
    let calls = 0;
    world.files.deleteVersions = async (versions) => {
      const outcomes = await original(versions);
      calls += 1;
      // The answer to the first call is lost, although it has deleted the files.
      return calls === 1 ? outcomes.map(() => 'unknown' as const) : outcomes;
    };
    const { change } = await remove({ items: Object.entries(etags).map(([path, etag]) => ({ path, etag })) });
    expect(calls).toBe(2);
    expect(change).toMatchObject({ state: 'done', doneCount: 2, failedCount: 0 });
  });

  it('names a file that the store refuses for long', async () => {
    const etags = world.put('a.txt');
    world.files.deleteVersions = (versions) => Promise.resolve(versions.map(() => 'unknown' as const));
    const { change } = await remove({ items: [{ path: 'a.txt', etag: etags['a.txt']! }] });
    expect(change).toMatchObject({ state: 'done', doneCount: 0, failed: [{ path: 'a.txt', code: 'unavailable' }] });
  });
});
