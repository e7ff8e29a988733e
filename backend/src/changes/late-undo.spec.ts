/** The StateBucket keeps what a change did for 7 days. After that the change cannot be undone, and says so. */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { copyFiles } from './copy-files.ts';
import { moveAction } from './copies/copying-action.ts';
import { deleteFiles } from './delete-files.ts';
import { listChanges } from './list-changes.ts';
import { moveFiles } from './move-files.ts';
import { restoreFiles } from './restore-files.ts';

const hour = 60 * 60_000;

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
  world.put('a/1', 'a/2');
});

const move = async () => (await moveFiles(world, world.caller, { items: [{ folder: 'a', to: 'b' }] })).change;
const undoInList = async () => (await listChanges(world, world.caller, {})).changes[0]?.undo;
const tooOld = { code: 'not-found', field: 'change' };

describe('an undo', () => {
  it('is offered for an hour less than 7 days, and works until then', async () => {
    const { changeId } = await move();
    world.pass((7 * 24 - 1) * hour - 1000);
    expect(await undoInList()).toEqual({ operation: 'move-files', request: { change: changeId } });
    const { change } = await moveFiles(world, world.caller, { change: changeId });
    expect(change).toMatchObject({ state: 'done', doneCount: 2 });
    expect(world.paths).toEqual(['a/1', 'a/2']);
  });

  it.each([
    ['move', move, (change: string) => moveFiles(world, world.caller, { change })],
    [
      'copy',
      async () => (await copyFiles(world, world.caller, { items: [{ folder: 'a', to: 'b' }] })).change,
      (change: string) => deleteFiles(world, world.caller, { change }),
    ],
    [
      'delete',
      async () => (await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] })).change,
      (change: string) => restoreFiles(world, world.caller, { change }),
    ],
  ])('of a %s that comes later is refused, changes nothing and is not offered', async (_, act, undo) => {
    const { changeId } = await act();
    const before = world.paths;
    world.pass((7 * 24 - 1) * hour);
    expect(await undoInList()).toBeUndefined();
    await expect(undo(changeId)).rejects.toMatchObject(tooOld);
    expect(world.paths).toEqual(before);
    expect((await world.changes.list(world.caller, { limit: 9 })).changeIds).toEqual([changeId]);
  });

  it('whose plan is gone although its record is there is refused', async () => {
    const { changeId } = await move();
    jest.spyOn(world.changes, 'readPlan').mockResolvedValue(undefined);
    await expect(moveFiles(world, world.caller, { change: changeId })).rejects.toMatchObject(tooOld);
  });

  it('that finds a later plan gone fails, and does not end as if all of it was done', async () => {
    world.put(...Array.from({ length: 1100 }, (_, index) => `a/f${index}`));
    world.pass(1000);
    const { changeId } = await move();
    await world.finish(moveAction(world), changeId);
    const { change } = await moveFiles(world, world.caller, { change: changeId });
    const readPlan = world.changes.readPlan.bind(world.changes);
    jest
      .spyOn(world.changes, 'readPlan')
      .mockImplementation((caller, place) =>
        place.changeId === changeId && place.slice > 1 ? Promise.resolve(undefined) : readPlan(caller, place),
      );
    await expect(world.finish(moveAction(world), change.changeId)).rejects.toMatchObject(tooOld);
  });
});
