import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { FileDeletes } from './file-deletes.ts';
import { aChange } from './testing/a-change.ts';
import { failing, file, folder, moved, MovesWorld, turn } from './testing/moves-world.ts';

const undone = aChange({ kind: 'move', undo: { operation: 'move-files', request: { change: 'the undo' } } });
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
    expect(world.sentences().at(-1)).toContain('not deleted, because its rename or move was not done or was undone.');
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
});
