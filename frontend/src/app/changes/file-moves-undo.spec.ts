import { beforeEach, describe, expect, it } from '@jest/globals';

import { aChange } from './testing/a-change.ts';
import { changeId, failing, file, folder, moved, MovesWorld, turn } from './testing/moves-world.ts';

const undone = aChange({ kind: 'move', undo: { operation: 'move-files', request: { change: 'the undo' } } });
let world: MovesWorld;

beforeEach(() => {
  world = new MovesWorld();
  world.api.moveFiles.mockResolvedValueOnce({ change: moved }).mockResolvedValueOnce({ change: undone });
});

async function undo(): Promise<void> {
  const action = world.notices()[0]?.actions?.find(({ label }) => label === 'Undo');
  action?.choose();
  await turn();
}

describe('FileMoves and what is undone', () => {
  it('tells lists the old name, with the ETag that the file has now, and the new one when it is done again', async () => {
    await world.moves.rename(file('x/a'), 'b', world.taken);
    await undo();
    expect(world.api.moveFiles.mock.calls[1]?.[0]).toEqual({ change: changeId });
    expect([world.renamed.at(-1), world.copied.at(-1)]).toEqual([
      { from: 'x/b', to: 'x/a' },
      { path: 'x/a', etag: '"copy of x/a"' },
    ]);
    world.api.moveFiles.mockResolvedValueOnce({ change: moved });
    await undo();
    expect([world.renamed.at(-1), world.copied.at(-1)]).toEqual([
      { from: 'x/a', to: 'x/b' },
      { path: 'x/b', etag: '"copy of x/b"' },
    ]);
  });

  it('tells lists that a file is back where it was, with the ETag that it has now', async () => {
    await world.moves.move([file('x/a')], 'y/');
    await undo();
    expect([world.gone, world.back, world.copied]).toEqual([
      ['x/a'],
      ['x/a'],
      [{ path: 'x/a', etag: '"copy of x/a"' }],
    ]);
    world.api.moveFiles.mockResolvedValueOnce({ change: moved });
    await undo();
    expect([world.gone, world.back]).toEqual([['x/a', 'x/a'], ['x/a']]);
  });

  it('tells lists only of what was moved, when it is undone and done again', async () => {
    const partly = { ...moved, doneCount: 1, ...failing('changed-meanwhile', 'x/b') };
    world.api.moveFiles.mockReset().mockResolvedValueOnce({ change: partly }).mockResolvedValueOnce({ change: undone });
    await world.moves.move([file('x/a'), file('x/b')], 'y/');
    await undo();
    world.api.moveFiles.mockResolvedValueOnce({ change: moved });
    await undo();
    expect([world.gone, world.back]).toEqual([['x/a', 'x/a'], ['x/a']]);
  });

  it('asks for the ETag of no folder, and of no file among several', async () => {
    await world.moves.move([file('x/a'), folder('x/b/')], 'y/');
    await undo();
    expect([world.back, world.api.presignGet.mock.calls]).toEqual([['x/a', 'x/b/'], []]);
  });

  it('tells lists nothing of an undo that was not done as a whole', async () => {
    const refused = { ...undone, doneCount: 0, ...failing('changed-meanwhile', 'x/b') };
    world.api.moveFiles.mockReset().mockResolvedValueOnce({ change: moved }).mockResolvedValueOnce({ change: refused });
    await world.moves.rename(file('x/a'), 'b', world.taken);
    await undo();
    expect(world.renamed).toEqual([{ from: 'x/a', to: 'x/b' }]);
  });
});
