import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { moveFiles } from './move-files.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const move = async (request: Parameters<typeof moveFiles>[2]) => (await moveFiles(world, world.caller, request)).change;
const file = (path: string) => world.files.describe(world.keyOf(path));
const rename = (path: string, etag: string, to: string) => ({ items: [{ path, etag, to }] });

describe('moveFiles', () => {
  it('renames a file at once, and says how to undo it', async () => {
    const etags = world.put('a.txt', 'b.txt');
    const before = await file('a.txt');
    const change = await move(rename('a.txt', etags['a.txt']!, 'c.txt'));
    expect(world.paths).toEqual(['b.txt', 'c.txt']);
    expect(await file('c.txt')).toEqual({ ...before, versionId: expect.any(String) });
    expect(change).toEqual({
      changeId: expect.stringMatching(/^[0-9a-z]{9}-[0-9a-f]{16}$/),
      kind: 'move',
      state: 'done',
      first: { path: 'a.txt' },
      to: 'c.txt',
      itemCount: 1,
      doneCount: 1,
      totalCount: 1,
      failedCount: 0,
      failed: [],
      undo: { operation: 'move-files', request: { change: change.changeId } },
      startedAt: '2026-11-24T09:00:00.000Z',
      endedAt: '2026-11-24T09:00:00.000Z',
    });
    expect(world.workflow.started).toEqual([]);
  });

  it('moves a folder with everything in it, marks of empty folders too, and nothing beside it', async () => {
    world.put('a/1', 'a/b/2', 'a/empty/', 'a.txt', 'ab/3', 'a');
    const change = await move({ items: [{ folder: 'a', to: 'x/y/' }] });
    expect(world.paths).toEqual(['a', 'a.txt', 'ab/3', 'x/y/1', 'x/y/b/2', 'x/y/empty/']);
    expect(change).toMatchObject({ first: { folder: 'a' }, to: 'x/y', doneCount: 3, totalCount: 3, failedCount: 0 });
  });

  it('takes names that differ only in case or in their normal form for two names', async () => {
    world.put('Reports/1', 'caf\u0065\u0301/2', 'caf\u00e9/3');
    await move({ items: [{ folder: 'Reports', to: 'reports' }] });
    expect((await move({ items: [{ folder: 'caf\u0065\u0301', to: 'other' }] })).doneCount).toBe(1);
    expect(world.paths).toEqual(['caf\u00e9/3', 'other/2', 'reports/1']);
  });

  it('names a file that is not there, and one that was replaced', async () => {
    const etags = world.put('a.txt');
    world.putVersion('a.txt');
    const gone = { path: 'gone.txt', etag: etags['a.txt']!, to: 'y' };
    const { failed } = await move({ items: [{ path: 'a.txt', etag: etags['a.txt']!, to: 'x' }, gone] });
    expect(failed).toEqual([
      { path: 'a.txt', code: 'changed-meanwhile' },
      { path: 'gone.txt', code: 'not-found' },
    ]);
    expect(world.paths).toEqual(['a.txt']);
  });

  it('names a file of a folder whose new name would be too long, and moves the others', async () => {
    const deep = `a/${'d'.repeat(250)}/${'e'.repeat(250)}/${'f'.repeat(250)}/${'g'.repeat(200)}`;
    world.put('a/1', deep);
    const { failed } = await move({ items: [{ folder: 'a', to: 'a much longer name for it all' }] });
    expect(failed).toEqual([{ path: deep, code: 'invalid-path' }]);
    expect(world.paths).toEqual(['a much longer name for it all/1', deep]);
  });

  it('reaches only the files of the caller', async () => {
    const etags = world.put('a.txt');
    const items = [
      { path: 'a.txt', etag: etags['a.txt']!, to: 'b.txt' },
      { folder: 'a', to: 'b' },
    ];
    const { change } = await moveFiles(world, world.stranger, { items });
    expect(change).toMatchObject({ doneCount: 0, failedCount: 2 });
    expect(world.paths).toEqual(['a.txt']);
  });

  it.each([{}, { change: '000000000-0000000000000000', onConflict: 'fail' as const }, { items: [], change: 'x' }])(
    'refuses %j, which is not exactly one of items and a change',
    async (request) => {
      await expect(move(request)).rejects.toMatchObject({ code: 'invalid-request', field: 'items' });
    },
  );
});

describe('a name that is taken', () => {
  it('stays as it is: the item fails', async () => {
    const etags = world.put('a.txt', 'b.txt');
    const change = await move(rename('a.txt', etags['a.txt']!, 'b.txt'));
    expect(change.failed).toEqual([{ path: 'a.txt', code: 'already-exists' }]);
    expect(change.undo).toBeUndefined();
    expect(world.paths).toEqual(['a.txt', 'b.txt']);
    expect((await file('b.txt'))?.etag).toBe(etags['b.txt']);
  });

  it('gets the first free number from 2 on before its ending', async () => {
    const etags = world.put('a.txt', 'b.txt', 'b (2).txt', 'b (4).txt', '.env', 'x/.env');
    const items = [
      { path: 'a.txt', etag: etags['a.txt']!, to: 'b.txt' },
      { path: '.env', etag: etags['.env']!, to: 'x/.env' },
    ];
    expect(await move({ items, onConflict: 'keep-both' })).toMatchObject({ to: 'b (3).txt', doneCount: 2 });
    expect(world.paths).toEqual(['b (2).txt', 'b (3).txt', 'b (4).txt', 'b.txt', 'x/.env', 'x/.env (2)']);
  });

  it('whose number would make the new name too long fails, named', async () => {
    const name = 'n'.repeat(255);
    const etags = world.put(`a/${name}`, `b/${name}`, `${name}/x`, 'c/y');
    const items = [
      { path: `a/${name}`, etag: etags[`a/${name}`]!, to: `b/${name}` },
      { folder: 'c', to: name },
    ];
    expect((await move({ items, onConflict: 'keep-both' })).failed).toEqual([
      { path: `a/${name}`, code: 'invalid-path' },
      { path: 'c', code: 'invalid-path' },
    ]);
    expect(world.paths).toEqual([`a/${name}`, `b/${name}`, 'c/y', `${name}/x`]);
  });

  it('gets another number for each of two items of one name', async () => {
    const etags = world.put('a/q.txt', 'b/q.txt');
    const items = Object.entries(etags).map(([path, etag]) => ({ path, etag, to: 'c/q.txt' }));
    expect(await move({ items, onConflict: 'keep-both' })).toMatchObject({ doneCount: 2 });
    expect(world.paths).toEqual(['c/q (2).txt', 'c/q.txt']);
  });

  it('that somebody takes in the middle is never overwritten, and gets a number', async () => {
    const etags = world.put('a.txt');
    const original = world.copies.copyFile.bind(world.copies);
    let theirs = '';
    jest.spyOn(world.copies, 'copyFile').mockImplementationOnce((copy) => {
      theirs = world.putVersion('b.txt');
      return original(copy);
    });
    const request = { ...rename('a.txt', etags['a.txt']!, 'b.txt'), onConflict: 'keep-both' as const };
    expect(await move(request)).toMatchObject({ doneCount: 1, failedCount: 0 });
    expect(world.paths).toEqual(['b (2).txt', 'b.txt']);
    expect((await file('b.txt'))?.etag).toBe(theirs);
  });

  it('by an identical file that somebody stored in the middle is theirs: nothing is moved', async () => {
    const etags = world.put('a.txt');
    const original = world.copies.copyFile.bind(world.copies);
    jest.spyOn(world.copies, 'copyFile').mockImplementationOnce(async (copy) => {
      world.files.put(copy.to, await file('a.txt'));
      return original(copy);
    });
    const change = await move(rename('a.txt', etags['a.txt']!, 'b.txt'));
    expect(change.failed).toEqual([{ path: 'a.txt', code: 'already-exists' }]);
    expect(world.paths).toEqual(['a.txt', 'b.txt']);
  });

  it('of a folder lets the whole folder fail before anything is moved', async () => {
    world.put('a/1', 'a/2', 'b/3');
    const change = await move({ items: [{ folder: 'a', to: 'b' }] });
    expect(change).toMatchObject({ doneCount: 0, failed: [{ path: 'a', code: 'already-exists' }] });
    expect(world.paths).toEqual(['a/1', 'a/2', 'b/3']);
  });

  it('of a folder gets a number for all of it', async () => {
    world.put('a/1', 'c/1', 'b/3', 'b (2)/4');
    const items = [
      { folder: 'a', to: 'b' },
      { folder: 'c', to: 'b' },
    ];
    expect(await move({ items, onConflict: 'keep-both' })).toMatchObject({ to: expect.stringMatching(/^b \([34]\)$/) });
    expect(world.paths).toEqual(['b (2)/4', 'b (3)/1', 'b (4)/1', 'b/3']);
  });
});

describe('a copy that differs from its source', () => {
  it('is removed, and the source stays', async () => {
    const etags = world.put('a.txt');
    world.copies.checksum = 'AAAAAAAAAP8=';
    const change = await move(rename('a.txt', etags['a.txt']!, 'b.txt'));
    expect(change.failed).toEqual([{ path: 'a.txt', code: 'checksum-mismatch' }]);
    expect(world.paths).toEqual(['a.txt']);
  });

  it('of a file without a checksum is told by its size', async () => {
    world.files.put(world.keyOf('a.txt'), { sizeBytes: 7, etag: '"ffffffffffffffffffffffffffffffff"' });
    expect(await move(rename('a.txt', '"ffffffffffffffffffffffffffffffff"', 'b.txt'))).toMatchObject({ doneCount: 1 });
    expect(world.paths).toEqual(['b.txt']);
  });
});

describe('a source that somebody replaces while it is copied', () => {
  it('stays with its new version, and the copy of the old one is removed', async () => {
    const etags = world.put('a.txt');
    const original = world.copies.copyFile.bind(world.copies);
    let newer = '';
    jest.spyOn(world.copies, 'copyFile').mockImplementationOnce(async (copy) => {
      const copied = await original(copy);
      newer = world.putVersion('a.txt');
      return copied;
    });
    const change = await move(rename('a.txt', etags['a.txt']!, 'b.txt'));
    expect(change.failed).toEqual([{ path: 'a.txt', code: 'changed-meanwhile' }]);
    expect(world.paths).toEqual(['a.txt']);
    expect((await file('a.txt'))?.etag).toBe(newer);
  });
});
