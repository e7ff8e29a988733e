import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { deleteFiles } from './delete-files.ts';
import { purgeAction, purgeFiles } from './purge-files.ts';
import { restoreFiles } from './restore-files.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const purge = async (request: Parameters<typeof purgeFiles>[2]) =>
  (await purgeFiles(world, world.caller, request)).change;
const versionsOf = async (path: string) =>
  (await world.files.listVersions({ prefix: world.keyOf(path), limit: 100 })).versions;

/** Stores and deletes a file. Returns the id of the version that is in the trash. */
async function trashed(path: string): Promise<string> {
  const etag = world.putVersion(path);
  const versionId = world.files.newestVersionId(world.keyOf(path));
  await deleteFiles(world, world.caller, { items: [{ path, etag }] });
  world.pass(1000);
  return versionId;
}

describe('purgeFiles', () => {
  it('removes a file in the trash for ever, with its older versions and its deletions', async () => {
    world.putVersion('a.txt');
    await trashed('a.txt');
    const versionId = await trashed('a.txt');
    const change = await purge({ items: [{ path: 'a.txt', versionId }] });
    expect(change).toMatchObject({ kind: 'purge', state: 'done', doneCount: 1, failedCount: 0 });
    expect(change.undo).toBeUndefined();
    expect(await versionsOf('a.txt')).toEqual([]);
  });

  it('leaves a file that is not in the trash', async () => {
    world.put('a.txt');
    const versionId = world.files.newestVersionId(world.keyOf('a.txt'));
    const change = await purge({ items: [{ path: 'a.txt', versionId }] });
    expect(change.failed).toEqual([{ path: 'a.txt', code: 'changed-meanwhile' }]);
    expect(world.paths).toEqual(['a.txt']);
  });

  it('leaves a file that was restored, or replaced and deleted, since it was seen', async () => {
    const restored = await trashed('a.txt');
    await restoreFiles(world, world.caller, { items: [{ path: 'a.txt' }] });
    const replaced = await trashed('b.txt');
    await trashed('b.txt');
    const change = await purge({
      items: [
        { path: 'a.txt', versionId: restored },
        { path: 'b.txt', versionId: replaced },
      ],
    });
    expect(change.failed.map(({ code }) => code)).toEqual(['changed-meanwhile', 'changed-meanwhile']);
    expect(world.paths).toEqual(['a.txt']);
    expect(await versionsOf('b.txt')).toHaveLength(4);
  });

  it('names a file that never was', async () => {
    const change = await purge({ items: [{ path: 'a.txt', versionId: 'v' }] });
    expect(change.failed).toEqual([{ path: 'a.txt', code: 'not-found' }]);
  });

  it('empties the trash of the caller, and nothing else', async () => {
    world.put('kept.txt');
    await trashed('a.txt');
    await trashed('b/c.txt');
    await purgeFiles(world, world.stranger, { items: 'all' });
    expect(await versionsOf('a.txt')).toHaveLength(2);
    expect(await purge({ items: 'all' })).toMatchObject({ first: { folder: '' }, doneCount: 2 });
    expect(await versionsOf('')).toHaveLength(1);
    expect(world.paths).toEqual(['kept.txt']);
  });

  it.each([0, 1, 2])(
    'that breaks off after %i steps shows no older version, and is completed when repeated',
    async (step) => {
      world.putVersion('a.txt');
      const versionId = await trashed('a.txt');
      const key = world.keyOf('a.txt');
      const original = world.files.removeVersions.bind(world.files);
      let calls = 0;
      world.files.removeVersions = (versions) =>
        calls++ < step ? original(versions) : Promise.reject(new Error('killed'));
      const action = purgeAction(world);
      const slice = { place: { changeId: 'c', slice: 0 }, files: [{ key, version: versionId }] };
      await expect(action.act(world.caller, { ...slice, isRepeated: false })).rejects.toThrow('killed');
      expect(world.paths).toEqual([]);
      world.files.removeVersions = original;
      expect(await action.act(world.caller, { ...slice, isRepeated: true })).toEqual(['done']);
      expect(await versionsOf('a.txt')).toEqual([]);
    },
  );
});
