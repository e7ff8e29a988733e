/** An empty folder is an empty object whose key ends with a slash. Every change takes it as it takes files. */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { createFolder } from '../files/create-folder.ts';
import { listFiles } from '../files/list-files.ts';
import { ChangeWorld } from '../testing/change-world.ts';
import { copyFiles } from './copy-files.ts';
import { deleteFiles } from './delete-files.ts';
import { listTrash } from './list-trash.ts';
import { moveFiles } from './move-files.ts';
import { purgeFiles } from './purge-files.ts';
import { restoreFiles } from './restore-files.ts';

let world: ChangeWorld;
beforeEach(async () => {
  world = new ChangeWorld();
  await createFolder(world, world.caller, { path: 'a/empty' });
});

const one = { state: 'done', doneCount: 1, failedCount: 0 };
const foldersIn = async (folder: string) => (await listFiles(world, world.caller, { folder })).folders;

describe('an empty folder', () => {
  it.each(['a/empty', 'a'])('is deleted with %s, and is back after the undo', async (folder) => {
    const { change } = await deleteFiles(world, world.caller, { items: [{ folder }] });
    expect(change).toMatchObject(one);
    expect(world.paths).toEqual([]);
    await expect(restoreFiles(world, world.caller, { change: change.changeId })).resolves.toMatchObject({
      change: one,
    });
    expect(await foldersIn('a')).toEqual([{ path: 'a/empty/' }]);
  });

  it('is restored by its name, and made again by a person where it was deleted', async () => {
    await deleteFiles(world, world.caller, { items: [{ folder: 'a/empty' }] });
    await expect(restoreFiles(world, world.caller, { items: [{ folder: 'a/empty' }] })).resolves.toMatchObject({
      change: one,
    });
    await deleteFiles(world, world.caller, { items: [{ folder: 'a/empty' }] });
    await expect(createFolder(world, world.caller, { path: 'a/empty' })).resolves.toEqual({ path: 'a/empty/' });
  });

  it('is in the trash when it was deleted, and is restored or purged from there', async () => {
    const inTrash = async () =>
      (await listTrash({ versions: world.versions, noncurrentDays: 30 }, world.caller, {})).files;
    await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] });
    const [entry] = await inTrash();
    expect(entry).toMatchObject({ path: 'a/empty/', sizeBytes: 0 });
    const { path = '' } = entry ?? {};
    await expect(restoreFiles(world, world.caller, { items: [{ path }] })).resolves.toMatchObject({ change: one });
    expect(await foldersIn('a')).toEqual([{ path }]);
    expect(await inTrash()).toEqual([]);
    await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] });
    const [again] = await inTrash();
    const items = [{ path, versionId: again?.versionId ?? '' }];
    await expect(purgeFiles(world, world.caller, { items })).resolves.toMatchObject({ change: one });
    expect(await inTrash()).toEqual([]);
  });

  it('is moved and moved back, and copied', async () => {
    const { change } = await moveFiles(world, world.caller, { items: [{ folder: 'a/empty', to: 'b' }] });
    expect(change).toMatchObject(one);
    expect(world.paths).toEqual(['b/']);
    await expect(moveFiles(world, world.caller, { change: change.changeId })).resolves.toMatchObject({ change: one });
    expect(world.paths).toEqual(['a/empty/']);
    await copyFiles(world, world.caller, { items: [{ folder: 'a', to: 'copy' }] });
    expect(world.paths).toEqual(['a/empty/', 'copy/empty/']);
  });

  it('keeps its name from a folder that is moved there', async () => {
    world.put('c/x.txt');
    const { change } = await moveFiles(world, world.caller, {
      items: [{ folder: 'c', to: 'a/empty' }],
      onConflict: 'fail',
    });
    expect(change).toMatchObject({ doneCount: 0, failedCount: 1, failed: [{ path: 'c', code: 'already-exists' }] });
    expect(world.paths).toEqual(['a/empty/', 'c/x.txt']);
  });
});
