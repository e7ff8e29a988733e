import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { FileDeletes } from './file-deletes.ts';
import { FreshEntries } from './fresh-entries.ts';
import { aChange } from './testing/a-change.ts';
import { failing, file, folder, moved, MovesWorld, turn } from './testing/moves-world.ts';

const refused = { ...moved, doneCount: 0, ...failing('changed-meanwhile', 'x/a') };
const waits = 'The delete begins when the change before it is over.';
let world: MovesWorld;
let answer: ReturnType<typeof deferred<{ change: Change }>>;
let renaming: Promise<void>;
const deleted = () => world.api.deleteFiles.mock.calls.flatMap(([{ items }]) => items);
const remove = (...items: Parameters<FileDeletes['delete']>[0]) => TestBed.inject(FileDeletes).delete(items);

beforeEach(() => {
  world = new MovesWorld();
  world.api.deleteFiles.mockResolvedValue({ change: aChange({}) });
  answer = deferred();
  world.api.moveFiles.mockReturnValueOnce(answer.promise);
  renaming = world.moves.rename(file('x/a'), 'b', world.taken);
});

afterEach(() => void jest.useRealTimers());

describe('FreshEntries', () => {
  it('holds up a delete of a file until it has its new name, and deletes the copy', async () => {
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    await turn();
    expect([deleted(), world.hidden()]).toEqual([[], ['x/a', 'x/b']]);
    answer.resolve({ change: moved });
    await Promise.all([renaming, ended]);
    expect([deleted(), world.gone]).toEqual([[{ path: 'x/b', etag: '"copy of x/b"' }], ['x/b']]);
  });

  it('holds up a delete of the folder in which a file is being renamed', async () => {
    const ended = remove({ folder: 'x/' });
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: moved });
    await Promise.all([renaming, ended]);
    expect(deleted()).toEqual([{ folder: 'x/' }]);
  });

  it('holds up nothing that is not being renamed', async () => {
    const ended = remove({ path: 'x/a2', etag: '"2"' }, { folder: 'y/' });
    expect(deleted()).toEqual([{ path: 'x/a2', etag: '"2"' }, { folder: 'y/' }]);
    await ended;
  });

  it('leaves out what did not get its name: another file may have it', async () => {
    const ended = Promise.all([remove({ path: 'x/b', etag: '"x/a"' }), world.moves.move([file('x/b')], 'y/')]);
    answer.resolve({ change: refused });
    await Promise.all([renaming, ended]);
    expect([deleted(), world.api.moveFiles.mock.calls.length, world.gone, world.hidden()]).toEqual([[], 1, [], []]);
  });

  it('does the rest of what was asked for, and says how many files that were', async () => {
    const ended = remove({ path: 'x/b', etag: '"x/a"' }, { path: 'x/c', etag: '"c"' });
    answer.resolve({ change: refused });
    await Promise.all([renaming, ended]);
    expect([deleted(), world.gone]).toEqual([[{ path: 'x/c', etag: '"c"' }], ['x/c']]);
    expect(world.sentences()).toContain('“c” deleted');
  });

  it('says after a second that it waits, so that a screen reader reads it, and no longer when it begins', async () => {
    jest.useFakeTimers();
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    await jest.advanceTimersByTimeAsync(999);
    expect(world.sentences()).not.toContain(waits);
    await jest.advanceTimersByTimeAsync(1);
    expect(world.notices()).toContainEqual({ sentence: waits });
    answer.resolve({ change: moved });
    await Promise.all([renaming, ended]);
    expect(world.sentences()).not.toContain(waits);
  });

  it('says nothing of a wait that is short', async () => {
    jest.useFakeTimers();
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    answer.resolve({ change: moved });
    await Promise.all([renaming, ended]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(world.sentences()).not.toContain(waits);
  });

  it('says of what it left out that it was not done', async () => {
    const ended = [remove({ path: 'x/b', etag: '"x/a"' }), remove({ folder: 'x/' }, { path: 'x/b', etag: '"x/a"' })];
    answer.resolve({ change: refused });
    await Promise.all([renaming, ...ended]);
    const why =
      'not deleted, because a change before it was undone, or was not done or undone as a whole. Look at the list, and try again.';
    expect(world.notices().filter(({ sentence }) => sentence.endsWith(why))).toEqual([
      { sentence: `“b” ${why}` },
      { sentence: `“b” ${why}` },
    ]);
  });

  it('says nothing to the next person', async () => {
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    world.session.set({ kind: 'signed-in', username: 'bert', userId: 'bert-id' });
    TestBed.tick();
    answer.resolve({ change: refused });
    await Promise.all([renaming, ended]);
    expect(world.sentences()).toEqual([]);
  });

  it('does at once what the next person asks for, whose file of that name is another one', async () => {
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    world.session.set({ kind: 'signed-in', username: 'bert', userId: 'bert-id' });
    TestBed.tick();
    await remove({ path: 'x/b', etag: '"of bert"' }, { folder: 'x/' });
    expect(deleted()).toEqual([{ path: 'x/b', etag: '"of bert"' }, { folder: 'x/' }]);
    answer.resolve({ change: refused });
    await Promise.all([renaming, ended]);
    expect(deleted()).toHaveLength(2);
  });

  it('does what the next person asks for although the one before waits for the same, and once', async () => {
    const fresh = TestBed.inject(FreshEntries);
    const [theirs, act] = [deferred<boolean>(), jest.fn(() => Promise.resolve())];
    const ask = () => fresh.afterRenames({ kind: 'download', once: 'z/' }, [{ kind: 'folder', path: 'z/' }], act);
    fresh.expectGone(['z/'], theirs.promise);
    const before = ask();
    world.session.set({ kind: 'signed-in', username: 'bert', userId: 'bert-id' });
    TestBed.tick();
    const mine = deferred<boolean>();
    fresh.expectBack(['z/'], mine.promise);
    const asked = ask();
    theirs.resolve(true);
    await before;
    expect(fresh.isWaiting('z/')).toBe(true);
    mine.resolve(true);
    await Promise.all([asked, ask()]);
    expect(act).toHaveBeenCalledTimes(1);
    expect(fresh.isWaiting('z/')).toBe(false);
  });

  it('asks for the ETag of the copy only where something waits, when nothing else wants to know it', async () => {
    world.copies.unsubscribe();
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    answer.resolve({ change: moved });
    await Promise.all([renaming, ended]);
    expect(deleted()).toEqual([{ path: 'x/b', etag: '"copy of x/b"' }]);
  });

  it('keeps the ETag that the list has when the copy cannot be looked at', async () => {
    world.api.presignGet.mockRejectedValue(new Error('no answer'));
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    answer.resolve({ change: moved });
    await Promise.all([renaming, ended]);
    expect(deleted()).toEqual([{ path: 'x/b', etag: '"x/a"' }]);
  });

  it('holds up a copy of a folder in which a file is being renamed', async () => {
    world.api.copyFiles.mockResolvedValue({ change: aChange({ kind: 'copy' }) });
    const ended = world.moves.copy([folder('x/')], 'y/');
    await turn();
    expect(world.api.copyFiles).not.toHaveBeenCalled();
    answer.resolve({ change: moved });
    await Promise.all([renaming, ended]);
    expect(world.api.copyFiles).toHaveBeenCalledTimes(1);
  });

  it('holds up a folder in the one that is being renamed, which has only a part of it by then', async () => {
    world.api.moveFiles.mockReturnValueOnce(new Promise(() => undefined));
    void world.moves.rename(folder('a/'), 'b', world.taken);
    void remove({ folder: 'b/sub/' });
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: moved });
    await renaming;
  });
});
