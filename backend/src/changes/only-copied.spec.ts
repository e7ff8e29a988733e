/** Moves after which a file may be at both names: it is named, and a file that may be somebody's is not removed. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import { ChangeWorld } from '../testing/change-world.ts';
import { killAfter } from '../testing/kill-after.ts';
import { lockFiles } from '../testing/lock-files.ts';
import { moveAction } from './copies/copying-action.ts';
import { moveFiles } from './move-files.ts';
import { showChange } from './show-change.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
  world.put('a/1', 'a/2', 'a/3');
});
afterEach(() => {
  jest.restoreAllMocks();
});

const left = ['a/2', 'b/1', 'b/3'];
const move = () => moveFiles(world, world.caller, { items: [{ folder: 'a', to: 'b' }] });

async function changeId(): Promise<string> {
  const { changeIds } = await world.changes.list(world.caller, { limit: 1 });
  return changeIds[0] ?? '';
}

/** Does what the workflow does with the change that broke off. */
const goOn = async (): Promise<void> => world.finish(moveAction(world), await changeId());

const show = async () => (await showChange(world, world.caller, { changeId: await changeId() })).change;

describe('a move where the store deletes neither a file nor its copy', () => {
  const both = { doneCount: 2, failedCount: 1, failed: [{ path: 'a/2', code: 'only-copied' }] };

  it('says that the file is at both names', async () => {
    lockFiles(world, 'a/2', 'b/2');
    expect((await move()).change).toMatchObject({ state: 'done', ...both });
    expect(world.paths).toEqual(['a/2', 'b/1', 'b/2', 'b/3']);
  });

  it('says so as well when it is repeated', async () => {
    lockFiles(world, 'a/2', 'b/2');
    const revive = killAfter(world.changes, 'replace', 0);
    await expect(move()).rejects.toThrow('killed');
    revive();
    await goOn();
    expect(await show()).toMatchObject(both);
  });

  it('says so of an undo, too', async () => {
    const { change } = await move();
    lockFiles(world, 'a/2', 'b/2');
    const undone = await moveFiles(world, world.caller, { change: change.changeId });
    expect(undone.change.failed).toEqual([{ path: 'b/2', code: 'only-copied' }]);
    expect(world.paths).toEqual(['a/1', 'a/2', 'a/3', 'b/2']);
  });

  it('says so of a copy that has other bytes', async () => {
    world.copies.checksum = 'AAAAAAAAAP8=';
    lockFiles(world, 'b/2');
    const { change } = await move();
    expect(change.failed).toContainEqual({ path: 'a/2', code: 'only-copied' });
    expect(world.paths).toEqual(['a/1', 'a/2', 'a/3', 'b/2']);
  });

  it('says that the file stays when the copy was removed by a call before this one', async () => {
    lockFiles(world, 'a/2');
    const revive = killAfter(world.changes, 'replace', 0);
    await expect(move()).rejects.toThrow('killed');
    revive();
    jest.restoreAllMocks();
    lockFiles(world, 'a/2', 'b/2');
    await goOn();
    expect(await show()).toMatchObject({ failed: [{ path: 'a/2', code: 'storage-refused' }] });
    expect(world.paths).toEqual(left);
  });
});

describe('an equal file that somebody stores at the new name before a move copies its own there', () => {
  const equal = (path: string) => world.files.put(world.keyOf(path), world.files.at(world.keyOf('a/2')));

  /** Breaks the move off before it copies the second file, and stores an equal file at the new name. */
  async function storeEqual(): Promise<void> {
    const revive = killAfter(world.copies, 'copyFile', 1);
    await expect(move()).rejects.toThrow('killed');
    revive();
    equal('b/2');
  }

  it.each([
    ['may not be deleted', () => lockFiles(world, 'a/2')],
    ['was replaced', () => void world.putVersion('a/2')],
  ])('is not removed, and named, when the file that was to be moved %s', async (_, keep) => {
    await storeEqual();
    keep();
    await goOn();
    expect(world.paths).toEqual(['a/2', 'b/1', 'b/2', 'b/3']);
    expect((await show()).failed).toEqual([{ path: 'a/2', code: 'only-copied' }]);
  });

  it('is not taken back by a call that finds other notes', async () => {
    await storeEqual();
    const original = world.changes.createNotes.bind(world.changes);
    jest.spyOn(world.changes, 'createNotes').mockImplementationOnce(async (caller, place, notes) => {
      await original(caller, place, [{ key: world.keyOf('a/2'), code: 'already-exists' }]);
      return original(caller, place, notes);
    });
    await goOn();
    expect(world.paths).toEqual(['a/2', 'b/1', 'b/2', 'b/3']);
  });

  it('is the moved file when the one that was to be moved could be deleted', async () => {
    await storeEqual();
    await goOn();
    expect(world.paths).toEqual(['b/1', 'b/2', 'b/3']);
  });
});

describe('a copy that the store does not describe', () => {
  it('of a file without a checksum is removed, named, and the others are moved', async () => {
    world.files.put(world.keyOf('a/2'), { sizeBytes: 7, etag: `"${'a'.repeat(32)}"` });
    const original = world.files.describe.bind(world.files);
    jest
      .spyOn(world.files, 'describe')
      .mockImplementation((key) =>
        key === world.keyOf('b/2')
          ? Promise.reject(new CodedError('storage-refused', 'It is encrypted.'))
          : original(key),
      );
    const { change } = await move();
    expect(change).toMatchObject({ doneCount: 2, failed: [{ path: 'a/2', code: 'checksum-mismatch' }] });
    expect(world.paths).toEqual(left);
  });
});
