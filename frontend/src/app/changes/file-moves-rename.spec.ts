import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { ApiError } from '../api/api-error.ts';
import type { Entry } from '../files/entry.ts';
import { failing, file, folder, moved, MovesWorld, turn } from './testing/moves-world.ts';

let world: MovesWorld;

beforeEach(() => {
  world = new MovesWorld();
});

describe('FileMoves.rename', () => {
  it('shows the new name at once, and sends one request with the ETag of the row', async () => {
    const answer = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValue(answer.promise);
    const ended = world.moves.rename(file('x/a.txt'), 'b.txt', world.taken);
    expect([world.renamed, world.hidden()]).toEqual([[{ from: 'x/a.txt', to: 'x/b.txt' }], ['x/a.txt']]);
    expect(world.api.moveFiles.mock.calls.map(([request]) => request)).toEqual([
      { items: [{ path: 'x/a.txt', etag: '"x/a.txt"', to: 'x/b.txt' }], onConflict: 'fail' },
    ]);
    answer.resolve({ change: moved });
    await ended;
    expect([world.renamed.length, world.hidden(), world.sentences()]).toEqual([1, [], ['“a.txt” renamed to “b.txt”']]);
  });

  it('waits for a rename before it does more with the file, and takes the ETag that the copy has', async () => {
    const answer = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValueOnce(answer.promise);
    const first = world.moves.rename(file('a'), 'b', world.taken);
    const second = world.moves.rename({ ...file('b'), etag: '"old"' } as Entry, 'c', world.taken);
    await turn();
    expect([world.api.moveFiles.mock.calls.length, world.renamed.at(-1)]).toEqual([1, { from: 'b', to: 'c' }]);
    answer.resolve({ change: moved });
    await Promise.all([first, second]);
    expect(world.api.moveFiles.mock.calls[1]?.[0].items).toEqual([{ path: 'b', etag: '"copy of b"', to: 'c' }]);
  });

  it('shows the name that is there when a rename of a name that was refused is left', async () => {
    const answer = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValueOnce(answer.promise);
    const renames = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
    ] as const;
    const ended = renames.map(([from, to]) => world.moves.rename(file(from), to, world.taken));
    answer.resolve({ change: { ...moved, doneCount: 0, ...failing('changed-meanwhile', 'a') } });
    await Promise.all(ended);
    expect(world.renamed.slice(3)).toEqual([
      { from: 'b', to: 'a' },
      { from: 'c', to: 'a' },
      { from: 'd', to: 'a' },
    ]);
    expect([world.api.moveFiles.mock.calls.length, world.hidden()]).toEqual([1, []]);
  });

  it('shows the name that is there when a rename of a name that was undone is left', async () => {
    await world.moves.rename(file('a'), 'b', world.taken);
    const answer = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValueOnce(answer.promise);
    world
      .notices()[0]
      ?.actions?.find(({ label }) => label === 'Undo')
      ?.choose();
    const ended = world.moves.rename(file('b'), 'c', world.taken);
    answer.resolve({ change: moved });
    await ended;
    expect(world.renamed.slice(2)).toEqual([
      { from: 'b', to: 'a' },
      { from: 'c', to: 'a' },
    ]);
  });

  it('tells lists the ETag of the copy, and of no folder', async () => {
    await Promise.all([
      world.moves.rename(file('a'), 'b', world.taken),
      world.moves.rename(folder('x/'), 'y', world.taken),
    ]);
    await turn();
    expect(world.copied).toEqual([{ path: 'b', etag: '"copy of b"' }]);
  });

  it('asks for no ETag while nothing wants to know it: a rename is one call', async () => {
    world.copies.unsubscribe();
    await world.moves.rename(file('a'), 'b', world.taken);
    await turn();
    expect(world.api.presignGet).not.toHaveBeenCalled();
  });

  it('tells the lists of the next person no ETag', async () => {
    const signed = deferred<Awaited<ReturnType<MovesWorld['api']['presignGet']>>>();
    world.api.presignGet.mockReturnValue(signed.promise);
    await world.moves.rename(file('a'), 'b', world.taken);
    world.session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    signed.resolve({ url: '', expiresAt: '', sizeBytes: 1, contentType: 'a/b', etag: '"new"' });
    await turn();
    expect(world.copied).toEqual([]);
  });

  it('renames a folder with its slash', async () => {
    await world.moves.rename(folder('x/a/'), 'A', world.taken);
    expect(world.api.moveFiles.mock.calls[0]?.[0].items).toEqual([{ folder: 'x/a/', to: 'x/A/' }]);
  });

  it.each(['changed-meanwhile', 'not-found', 'checksum-mismatch', 'invalid-path', 'unavailable'] as const)(
    'shows the old name again after %s',
    async (code) => {
      world.api.moveFiles.mockResolvedValue({ change: { ...moved, doneCount: 0, ...failing(code, 'a.txt') } });
      await world.moves.rename(file('a.txt'), 'b.txt', world.taken);
      expect([world.renamed.at(-1), world.hidden()]).toEqual([{ from: 'b.txt', to: 'a.txt' }, []]);
      expect(world.sentences()[0]).toContain('“a.txt”');
    },
  );

  it('asks for another name when the name is taken, and says nothing else', async () => {
    world.api.moveFiles.mockResolvedValue({
      change: { ...moved, doneCount: 0, ...failing('already-exists', 'a.txt') },
    });
    await world.moves.rename(file('a.txt'), 'b.txt', world.taken);
    expect([world.taken.mock.calls.length, world.renamed.at(-1), world.sentences()]).toEqual([
      1,
      { from: 'b.txt', to: 'a.txt' },
      [],
    ]);
  });

  it('shows the old name again when the answer is lost, and claims nothing', async () => {
    world.api.moveFiles.mockRejectedValue(new ApiError('network', ''));
    await world.moves.rename(file('a.txt'), 'b.txt', world.taken);
    expect([world.renamed.length, world.sentences()[0]]).toEqual([2, expect.stringContaining('The answer got lost')]);
  });

  it('tells the lists of the next person nothing', async () => {
    const answer = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValue(answer.promise);
    const ended = world.moves.rename(file('a.txt'), 'b.txt', world.taken);
    world.session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    answer.reject(new ApiError('already-exists', ''));
    await ended;
    expect([world.renamed.length, world.sentences()]).toEqual([1, []]);
  });

  it('does not ask for another name when only a name in the folder is taken: that file is told', async () => {
    const change = { ...moved, doneCount: 2, ...failing('already-exists', 'x/a/deep.txt') };
    world.api.moveFiles.mockResolvedValue({ change });
    await world.moves.rename(folder('x/a/'), 'A', world.taken);
    expect(world.taken).not.toHaveBeenCalled();
    expect(world.notices()[0]?.details).toEqual([
      '“deep.txt” stays where it is: the name is already taken there. Rename one of them, and try again.',
    ]);
  });
});
