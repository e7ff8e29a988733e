import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { Notices } from '../notices/notices.ts';
import { RecentFolders } from './recent-folders.ts';
import { aChange } from './testing/a-change.ts';
import { changeId, failing, file, folder, moved, MovesWorld, turn } from './testing/moves-world.ts';

let world: MovesWorld;

beforeEach(() => {
  world = new MovesWorld();
});

describe('FileMoves.move', () => {
  it('hides what is moved, and takes it out of the lists when it is done', async () => {
    const answer = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValue(answer.promise);
    const ended = world.moves.move([file('a'), folder('x/b/')], 'to/');
    expect([world.hidden(), world.sentences()]).toEqual([['a', 'x/b/'], ['Moving 2 files to “to”…']]);
    expect(world.api.moveFiles.mock.calls[0]?.[0]).toEqual({
      items: [
        { path: 'a', etag: '"a"', to: 'to/a' },
        { folder: 'x/b/', to: 'to/b/' },
      ],
      onConflict: 'fail',
    });
    answer.resolve({ change: { ...moved, doneCount: 7 } });
    await ended;
    expect([world.hidden(), world.gone, world.sentences()]).toEqual([[], ['a', 'x/b/'], ['7 files moved to “to”']]);
    expect(TestBed.inject(RecentFolders).folders()).toEqual(['to/']);
  });

  it('takes several requests for more than 1,000 files', async () => {
    await world.moves.move(
      Array.from({ length: 2500 }, (_, index) => file(`${index}`)),
      'to/',
    );
    expect(world.api.moveFiles.mock.calls.map(([{ items }]) => items?.length)).toEqual([1000, 1000, 500]);
  });

  it('leaves alone what is there already, and a folder that would be in itself', async () => {
    await world.moves.move([file('to/a'), folder('to/'), folder('t/')], 'to/');
    expect(world.api.moveFiles.mock.calls.map(([{ items }]) => items)).toEqual([[{ folder: 't/', to: 'to/t/' }]]);
    await world.moves.move([folder('to/')], 'to/deep/');
    expect(world.api.moveFiles).toHaveBeenCalledTimes(1);
  });

  it('shows a folder again of which something stays', async () => {
    const change = { ...moved, doneCount: 3, ...failing('changed-meanwhile', 'x/deep/a') };
    world.api.moveFiles.mockResolvedValue({ change });
    await world.moves.move([folder('x/'), file('b')], 'to/');
    expect([world.gone, world.hidden()]).toEqual([['b'], []]);
  });

  it('moves back what was moved, and again', async () => {
    await world.moves.move([file('a')], 'to/');
    TestBed.inject(Notices).undo();
    await turn();
    expect(world.api.moveFiles).toHaveBeenLastCalledWith({ change: changeId }, undefined, { keepalive: true });
    expect(world.sentences()).toEqual(['“a” moved back']);
    world
      .notices()[0]
      ?.actions?.find(({ label }) => label === 'Undo')
      ?.choose();
    await turn();
    expect(world.sentences()).toEqual(['“a” moved to “to”']);
  });
});

describe('FileMoves.copy', () => {
  beforeEach(() => {
    const undoCopy = { operation: 'delete-files' as const, request: { change: changeId } };
    world.api.copyFiles.mockResolvedValue({ change: aChange({ kind: 'copy', undo: undoCopy }) });
  });

  it('hides nothing, and gives copies beside their originals a number', async () => {
    const ended = world.moves.copy([file('x/a')], 'x/');
    expect(world.hidden()).toEqual([]);
    await ended;
    expect(world.api.copyFiles.mock.calls[0]?.[0]).toEqual({
      items: [{ path: 'x/a', etag: '"x/a"', to: 'x/a' }],
      onConflict: 'keep-both',
    });
    expect([world.gone, world.sentences()]).toEqual([[], ['“a” copied to “x”']]);
  });

  it('is undone by deleting the copies', async () => {
    world.api.deleteFiles.mockResolvedValue({ change: aChange({}) });
    await world.moves.copy([file('a')], 'to/');
    TestBed.inject(Notices).undo();
    await turn();
    expect(world.api.deleteFiles.mock.calls[0]?.[0]).toEqual({ change: changeId });
  });
});
