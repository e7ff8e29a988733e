import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { restoreVersion } from './restore-version.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const key = () => world.keyOf('a.txt');
const versionId = () => world.files.newestVersionId(key());
const restore = (request: { versionId: string; replaces: string }, caller = world.caller) =>
  restoreVersion(world, caller, { path: 'a.txt', ...request });

describe('restoreVersion', () => {
  it('makes an earlier version current, and is undone by the same operation', async () => {
    world.files.put(key(), { etag: `"${'a'.repeat(32)}"`, sizeBytes: 1, crc64nvme: 'rosUhgp5mIg=' });
    const older = versionId();
    const replaces = world.putVersion('a.txt');
    const newer = versionId();
    const answer = await restore({ versionId: older, replaces });
    const current = await world.files.describe(key());
    expect(answer).toEqual({
      path: 'a.txt',
      sizeBytes: 1,
      modifiedAt: expect.any(String),
      etag: current?.etag,
      crc64nvme: 'rosUhgp5mIg=',
      undo: {
        operation: 'restore-version',
        request: { path: 'a.txt', versionId: newer, replaces: current?.etag },
      },
    });
    await restoreVersion(world, world.caller, answer.undo.request);
    expect(await world.files.describe(key())).toMatchObject({ sizeBytes: 1 });
  });

  it('refuses when the file was replaced or deleted meanwhile', async () => {
    const replaces = world.putVersion('a.txt');
    const older = versionId();
    world.putVersion('a.txt');
    const refused = { code: 'changed-meanwhile', field: 'replaces' };
    await expect(restore({ versionId: older, replaces })).rejects.toMatchObject(refused);
    world.files.trash(key());
    await expect(restore({ versionId: older, replaces })).rejects.toMatchObject(refused);
  });

  it('refuses a version that is not there, and every version of a stranger', async () => {
    const replaces = world.putVersion('a.txt');
    const refused = { code: 'not-found', field: 'versionId' };
    await expect(restore({ versionId: 'none', replaces })).rejects.toMatchObject(refused);
    await expect(restore({ versionId: versionId(), replaces }, world.stranger)).rejects.toMatchObject(refused);
  });
});
