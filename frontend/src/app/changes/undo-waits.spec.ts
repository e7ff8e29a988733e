import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { FileDeletes } from './file-deletes.ts';
import { aChange } from './testing/a-change.ts';
import { changeId, failing, file, folder, moved, MovesWorld, turn } from './testing/moves-world.ts';

const undone = aChange({ kind: 'move', undo: { operation: 'move-files', request: { change: 'the undo' } } });
const why = 'not deleted, because a change before it was undone, or was not done or undone as a whole.';
const refused = { ...undone, doneCount: 0, ...failing('changed-meanwhile', 'x/b') };
let world: MovesWorld;
let answer: ReturnType<typeof deferred<{ change: Change }>>;
const deleted = () => world.api.deleteFiles.mock.calls.flatMap(([{ items }]) => items);
const remove = (...items: Parameters<FileDeletes['delete']>[0]) => TestBed.inject(FileDeletes).delete(items);
const undo = () =>
  world
    .notices()[0]
    ?.actions?.find(({ label }) => label === 'Undo')
    ?.choose();

beforeEach(() => {
  world = new MovesWorld();
  world.api.deleteFiles.mockResolvedValue({ change: aChange({}) });
  answer = deferred();
  world.api.moveFiles.mockResolvedValueOnce({ change: moved }).mockReturnValueOnce(answer.promise);
});

describe('what is asked for while a rename or a move is undone', () => {
  it.each([
    ['file with its new name', { path: 'x/b', etag: '"x/a"' }, () => world.moves.rename(file('x/a'), 'b', world.taken)],
    ['folder with its new name', { folder: 'x/b/' }, () => world.moves.rename(folder('x/a/'), 'b', world.taken)],
    ['file in its new folder', { path: 'y/a', etag: '"x/a"' }, () => world.moves.move([file('x/a')], 'y/')],
    ['folder in its new folder', { folder: 'y/a/' }, () => world.moves.move([folder('x/a/')], 'y/')],
  ])('waits when it is a %s, and is not done when that is gone', async (_what, item, change) => {
    await change();
    undo();
    const ended = remove(item);
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: undone });
    await ended;
    expect(deleted()).toEqual([]);
    expect(world.sentences().at(-1)).toContain(why);
  });

  it('waits when it holds such a file, and is done then', async () => {
    await world.moves.move([file('x/a')], 'y/');
    undo();
    const ended = remove({ folder: 'y/' });
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: undone });
    await ended;
    expect(deleted()).toEqual([{ folder: 'y/' }]);
  });

  it('is done with the file that the list shows when the undo was refused, and with no folder', async () => {
    await world.moves.rename(file('x/a'), 'b', world.taken);
    undo();
    const ended = remove({ path: 'x/b', etag: '"x/a"' });
    answer.resolve({ change: refused });
    await ended;
    expect(deleted()).toEqual([{ path: 'x/b', etag: '"x/a"' }]);
    world.api.moveFiles.mockResolvedValueOnce({ change: moved }).mockResolvedValueOnce({ change: refused });
    await world.moves.rename(folder('x/c/'), 'd', world.taken);
    const notice = world.notices().find(({ sentence }) => sentence.startsWith('“c”'));
    notice?.actions?.find(({ label }) => label === 'Undo')?.choose();
    await remove({ folder: 'x/d/' });
    expect(deleted()).toHaveLength(1);
    expect(world.sentences().at(-1)).toContain(`“d” ${why}`);
  });

  it('waits for a move that is done again', async () => {
    await world.moves.move([file('x/a')], 'y/');
    undo();
    answer.resolve({ change: undone });
    await turn();
    const again = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValueOnce(again.promise);
    undo();
    const ended = remove({ path: 'x/a', etag: '"x/a"' });
    await turn();
    expect(deleted()).toEqual([]);
    again.resolve({ change: moved });
    await ended;
    expect(deleted()).toEqual([]);
  });

  it('does not wait when the moved file may have got another name', async () => {
    await world.moves.move([file('x/a')], 'y/', 'keep-both');
    undo();
    await remove({ path: 'y/a', etag: '"another file"' });
    expect(deleted()).toEqual([{ path: 'y/a', etag: '"another file"' }]);
    answer.resolve({ change: undone });
    await turn();
  });

  const renamed = () => world.moves.rename(folder('x/a/'), 'b', world.taken);
  const takenAway = () => world.moves.move([folder('x/a/')], 'y/');
  const withNumber = () => world.moves.move([folder('x/a/')], 'y/', 'keep-both');

  it.each([
    ['whose name it was', 'x/a/', renamed],
    ['in one whose name it was', 'x/a/sub/', renamed],
    ['that was moved away', 'x/a/', takenAway],
    ['in one that was moved away', 'x/a/sub/', takenAway],
    ['that may have got a number', 'y/a (2)/', withNumber],
  ])('waits when it is a folder %s, because it may be there in part, and is done then', async (_what, path, change) => {
    await change();
    undo();
    const ended = remove({ folder: path });
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: undone });
    await ended;
    expect(deleted()).toEqual([{ folder: path }]);
  });

  it.each([
    ['some of it', { ...moved, ...failing('changed-meanwhile', 'x/a/1') }],
    ['nobody knows how much of it', { ...moved, state: 'failed' as const }],
  ])('waits when it is a folder of which %s was moved away', async (_what, partly) => {
    world.api.moveFiles.mockReset().mockResolvedValueOnce({ change: partly }).mockReturnValueOnce(answer.promise);
    await takenAway();
    undo();
    const ended = [remove({ folder: 'x/a/' }), remove({ folder: 'y/a/' })];
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: undone });
    await Promise.all(ended);
    expect(deleted()).toHaveLength(2);
  });

  it.each([['x/a/'], ['x/a/sub/'], ['x/b/sub/']])('is not done with the folder %s when a part stayed', async (path) => {
    await renamed();
    undo();
    const ended = remove({ folder: path });
    answer.resolve({ change: refused });
    await ended;
    expect(deleted()).toEqual([]);
  });

  it('waits when it is in a folder that goes, and is not done when that is gone', async () => {
    await renamed();
    undo();
    const ended = remove({ folder: 'x/b/sub/' });
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: undone });
    await ended;
    expect(deleted()).toEqual([]);
  });

  it('is done at once with a file in such a folder, which is there as a whole, and with other folders', async () => {
    await renamed();
    undo();
    await remove({ path: 'x/a/1', etag: '"1"' }, { folder: 'x/ab/' });
    expect(deleted()).toEqual([{ path: 'x/a/1', etag: '"1"' }, { folder: 'x/ab/' }]);
    answer.resolve({ change: undone });
    await turn();
  });

  it('asks for no ETag of a file that came back: the list shows it as it is stored', async () => {
    world.copies.unsubscribe();
    await world.moves.move([file('x/a'), file('x/b')], 'y/');
    undo();
    const ended = remove({ path: 'x/a', etag: '"the copy"' });
    await turn();
    expect(deleted()).toEqual([]);
    answer.resolve({ change: undone });
    await ended;
    expect([deleted(), world.api.presignGet.mock.calls]).toEqual([[{ path: 'x/a', etag: '"the copy"' }], []]);
  });
});

describe('what is asked for while something else is undone', () => {
  it('waits for a folder whose delete is undone, and again when it is deleted again', async () => {
    const again = aChange({ kind: 'restore', undo: { operation: 'delete-files', request: { change: changeId } } });
    const gone = aChange({ undo: { operation: 'restore-files', request: { change: changeId } } });
    world.api.deleteFiles.mockResolvedValueOnce({ change: gone });
    world.api.restoreFiles.mockReturnValueOnce(answer.promise);
    await remove({ folder: 'x/a/' });
    undo();
    const ended = remove({ folder: 'x/a/' });
    await turn();
    expect(deleted()).toHaveLength(1);
    answer.resolve({ change: again });
    await ended;
    expect(deleted()).toHaveLength(2);
    world.api.deleteFiles.mockResolvedValueOnce({ change: gone });
    undo();
    await remove({ folder: 'x/a/' });
    expect(world.api.deleteFiles).toHaveBeenCalledTimes(3);
  });

  it('waits for a folder whose copy is undone, and not for what was copied', async () => {
    const copied = { kind: 'copy', first: { folder: 'x/a/' }, to: 'y/a/' } as const;
    const change = aChange({ ...copied, undo: { operation: 'delete-files', request: { change: changeId } } });
    world.api.copyFiles.mockResolvedValueOnce({ change });
    world.api.deleteFiles.mockReturnValueOnce(answer.promise);
    await world.moves.copy([folder('x/a/')], 'y/');
    undo();
    const ended = remove({ folder: 'y/a/' });
    await remove({ folder: 'x/a/' });
    expect(world.api.deleteFiles).toHaveBeenCalledTimes(2);
    answer.resolve({ change: aChange({}) });
    await ended;
    expect(world.api.deleteFiles).toHaveBeenCalledTimes(3);
  });
});
