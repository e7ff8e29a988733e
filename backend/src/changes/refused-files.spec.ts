/** Files that S3 keeps but does not let us read or remove: each is named and stays, and the others are done. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import { ChangeWorld } from '../testing/change-world.ts';
import { killAfter } from '../testing/kill-after.ts';
import { lockFiles } from '../testing/lock-files.ts';
import { copyFiles } from './copy-files.ts';
import { moveAction } from './copies/copying-action.ts';
import { deleteFiles } from './delete-files.ts';
import { moveFiles } from './move-files.ts';
import { purgeFiles } from './purge-files.ts';
import { restoreFiles } from './restore-files.ts';
import { restoreVersion } from './restore-version.ts';
import { showChange } from './show-change.ts';

let world: ChangeWorld;
let etags: Readonly<Record<string, string>>;
beforeEach(() => {
  world = new ChangeWorld();
  etags = world.put('a/1', 'a/2', 'a/3');
});
afterEach(() => {
  jest.restoreAllMocks();
});

const refused = { doneCount: 2, failedCount: 1, failed: [{ path: 'a/2', code: 'storage-refused' }] };
const left = ['a/2', 'b/1', 'b/3'];

/** Lets the store keep a file that it does not even describe. */
function hide(path: string): void {
  const original = world.files.describe.bind(world.files);
  jest
    .spyOn(world.files, 'describe')
    .mockImplementation((key, versionId) =>
      key === world.keyOf(path) && versionId === undefined
        ? Promise.reject(new CodedError('storage-refused', 'It is encrypted.'))
        : original(key, versionId),
    );
}

describe('a file that the store does not give out', () => {
  it.each([
    ['describe', () => hide('a/2')],
    ['copy', () => world.copies.refused.add(world.keyOf('a/2'))],
  ])('(%s) is named, and the others of its folder are moved or copied', async (_, refuse) => {
    refuse();
    const copy = await copyFiles(world, world.caller, { items: [{ folder: 'a', to: 'c' }] });
    expect(copy.change).toMatchObject({ state: 'done', ...refused });
    const move = await moveFiles(world, world.caller, { items: [{ folder: 'a', to: 'b' }] });
    expect(move.change).toMatchObject({ state: 'done', ...refused });
    expect(world.paths).toEqual([...left, 'c/1', 'c/3']);
  });

  it('is named when it is asked for by its name', async () => {
    hide('a/2');
    const items = [
      { path: 'a/2', etag: etags['a/2']!, to: 'b/2' },
      { path: 'a/1', etag: etags['a/1']!, to: 'b/1' },
    ];
    const { change } = await moveFiles(world, world.caller, { items });
    expect(change).toMatchObject({ state: 'done', doneCount: 1, failed: refused.failed });
  });

  it.each([
    ['before its copy is begun', 0],
    ['between its parts', 1],
  ])('and is large is named, and its parts are freed: %s', async (_, parts) => {
    const etag = '"0123456789abcdef0123456789abcdef-3"';
    world.files.put(world.keyOf('film'), { sizeBytes: 3 * 256 * 1024 ** 2, etag, crc64nvme: 'rosUhgp5mIg=' });
    const original = world.copies.copyPart.bind(world.copies);
    let copied = 0;
    jest.spyOn(world.copies, 'copyPart').mockImplementation((part) => {
      if (copied === parts) world.copies.refused.add(part.from);
      copied += 1;
      return original(part);
    });
    if (parts === 0) world.copies.refused.add(world.keyOf('film'));
    const { change } = await moveFiles(world, world.caller, { items: [{ path: 'film', etag, to: 'b' }] });
    await world.finish(moveAction(world), change.changeId);
    expect((await showChange(world, world.caller, change)).change).toMatchObject({
      state: 'done',
      failed: [{ path: 'film', code: 'storage-refused' }],
    });
    expect(world.copies.open).toEqual([]);
  });

  it('takes its name all the same: nothing is moved over it', async () => {
    hide('a/2');
    const items = [{ path: 'a/1', etag: etags['a/1']!, to: 'a/2' }];
    const { change } = await moveFiles(world, world.caller, { items });
    expect(change.failed).toEqual([{ path: 'a/1', code: 'already-exists' }]);
  });

  it('does not become current again as a version, with the reason', async () => {
    const versionId = world.files.newestVersionId(world.keyOf('a/1'));
    const replaces = world.putVersion('a/1');
    jest.spyOn(world.versions, 'copyVersion').mockResolvedValue({ kind: 'source-refused' });
    await expect(restoreVersion(world, world.caller, { path: 'a/1', versionId, replaces })).rejects.toMatchObject({
      code: 'storage-refused',
      field: 'versionId',
    });
  });
});

describe('a file that the store does not delete', () => {
  it('is named, and the others are deleted', async () => {
    lockFiles(world, 'a/2');
    const { change } = await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] });
    expect(change).toMatchObject({ state: 'done', ...refused });
    expect(world.paths).toEqual(['a/2']);
  });

  it('stays where it is when it is moved: its copy is removed', async () => {
    lockFiles(world, 'a/2');
    const { change } = await moveFiles(world, world.caller, { items: [{ folder: 'a', to: 'b' }] });
    expect(change).toMatchObject({ state: 'done', ...refused });
    expect(world.paths).toEqual(left);
  });
});

describe('a move of a file that the store refuses to delete only at times', () => {
  const move = () => moveFiles(world, world.caller, { items: [{ folder: 'a', to: 'b' }] });

  /** Does what the workflow does with the change that broke off. */
  async function goOn(): Promise<void> {
    const { changeIds } = await world.changes.list(world.caller, { limit: 1 });
    await world.finish(moveAction(world), changeIds[0] ?? '');
  }

  it.each([
    ['it is noted', 'changes', 'createNotes', ['b/1', 'b/2', 'b/3']],
    ['its copy is removed', 'files', 'deleteVersions', left],
  ] as const)('is there once when the call breaks off before %s', async (_, port, method, paths) => {
    lockFiles(world, 'a/2');
    // The first call notes the copies, or deletes the sources.
    const revive = killAfter(world[port], method as never, 1);
    await expect(move()).rejects.toThrow('killed');
    revive();
    jest.restoreAllMocks();
    await goOn();
    expect(world.paths).toEqual(paths);
  });

  it('stays moved when the store refuses only a call that comes after it was deleted', async () => {
    const revive = killAfter(world.changes, 'replace', 0);
    await expect(move()).rejects.toThrow('killed');
    revive();
    lockFiles(world, 'a/2');
    await goOn();
    expect(world.paths).toEqual(['b/1', 'b/2', 'b/3']);
  });

  it('is not brought back from where it is not when the move is undone', async () => {
    lockFiles(world, 'a/2');
    const { change } = await move();
    jest.restoreAllMocks();
    const undone = await moveFiles(world, world.caller, { change: change.changeId });
    expect(undone.change).toMatchObject({ state: 'done', doneCount: 2, failedCount: 0 });
    expect(world.paths).toEqual(['a/1', 'a/2', 'a/3']);
  });
});

describe('a version that the store does not remove', () => {
  beforeEach(async () => {
    await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] });
    const original = world.versions.removeVersions.bind(world.versions);
    jest.spyOn(world.versions, 'removeVersions').mockImplementation(async (versions) => {
      const locked = versions.filter(({ key }) => key === world.keyOf('a/2'));
      await original(versions.filter(({ key }) => key !== world.keyOf('a/2')));
      return locked.map((version) => ({ ...version, isRefused: true }));
    });
  });

  it('keeps its file in the trash, named, and the others are purged', async () => {
    const { change } = await purgeFiles(world, world.caller, { items: 'all' });
    expect(change).toMatchObject({ state: 'done', ...refused });
  });

  it('keeps its file from being restored, named, and the others are restored', async () => {
    const { change } = await restoreFiles(world, world.caller, { items: [{ folder: 'a' }] });
    expect(change).toMatchObject({ state: 'done', ...refused });
    expect(world.paths).toEqual(['a/1', 'a/3']);
  });
});
