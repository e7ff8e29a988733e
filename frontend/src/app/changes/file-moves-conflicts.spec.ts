import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { failing, file, folder, moved, MovesWorld, turn } from './testing/moves-world.ts';

let world: MovesWorld;

beforeEach(() => {
  world = new MovesWorld();
});

describe('FileMoves and names that are taken', () => {
  it('asks about names that are taken, and keeps both where the person wants it', async () => {
    const [a, b] = [file('a'), folder('b/')];
    world.api.moveFiles.mockResolvedValueOnce({
      change: { ...moved, doneCount: 1, ...failing('already-exists', 'a', 'b/') },
    });
    world.ask.mockResolvedValue([b]);
    await world.moves.move([a, b, file('c')], 'to/');
    await turn();
    expect(world.ask).toHaveBeenCalledWith({ entries: [a, b], folder: 'to/', alsoFailed: [] });
    expect(world.api.moveFiles.mock.calls[1]?.[0]).toEqual({
      items: [{ folder: 'b/', to: 'to/b/' }],
      onConflict: 'keep-both',
    });
    expect(world.sentences()).toEqual(['1 file moved to “to”', '“b” moved to “to”']);
  });

  it('does not ask in the middle of something else when the change took long', async () => {
    const answer = deferred<{ change: Change }>();
    world.api.moveFiles.mockReturnValueOnce(answer.promise);
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const ended = world.moves.move([file('a'), file('b')], 'to/');
    now.mockReturnValue(60_000);
    answer.resolve({ change: { ...moved, ...failing('already-exists', 'a') } });
    await ended;
    now.mockRestore();
    expect([world.ask.mock.calls.length, world.notices()[0]?.details]).toEqual([0, ['1 name is already taken there.']]);
    world
      .notices()[0]
      ?.actions?.find(({ label }) => label === 'Decide…')
      ?.choose();
    expect(world.ask).toHaveBeenCalledWith({ entries: [file('a')], folder: 'to/', alsoFailed: [] });
    expect(world.notices()[0]?.actions?.map(({ label }) => label)).toEqual(['Undo']);
  });

  it('tells a name that is taken inside a moved folder, about which nobody can be asked', async () => {
    const change = { ...moved, doneCount: 3, ...failing('already-exists', 'x/deep/a') };
    world.api.moveFiles.mockResolvedValue({ change });
    await world.moves.move([folder('x/')], 'to/');
    expect(world.ask).not.toHaveBeenCalled();
    expect(world.notices()).toMatchObject([
      {
        sentence: '3 files moved to “to”. 1 file not moved:',
        details: ['“a” stays where it is: the name is already taken there. Rename one of them, and try again.'],
        durationMs: undefined,
      },
    ]);
  });

  it('shows beside the question what else was left and why, and how much the server does not name', async () => {
    const taken = failing('already-exists', 'a').failed;
    const { failed } = failing('not-found', 'x/b', 'x/c');
    const change = { ...moved, failed: [...taken, ...failed], failedCount: 303 };
    world.api.moveFiles.mockResolvedValue({ change });
    await world.moves.move([file('a'), folder('x/')], 'to/');
    expect(world.ask).toHaveBeenCalledWith({
      entries: [file('a')],
      folder: 'to/',
      alsoFailed: ['“b” was no longer there.', '“c” was no longer there.', 'And 300 more files. See Activity.'],
    });
  });

  it('says what to do about files of which the server names none', async () => {
    const change = { ...moved, ...failing('already-exists', 'a'), failedCount: 201 };
    world.api.moveFiles.mockResolvedValue({ change });
    await world.moves.move([file('a'), folder('x/')], 'to/');
    expect(world.notices()[0]?.details).toEqual([
      '200 files are not named here. They are where they were: choose them and try again.',
    ]);
  });
});
