import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { listVersions } from './list-versions.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const list = (request: Parameters<typeof listVersions>[2], caller = world.caller) =>
  listVersions(world, caller, request);

describe('listVersions', () => {
  it('lists the versions and deletions of one file, the newest first, and of no other', async () => {
    world.put('a.txt', 'a.txt.old', 'a.tx');
    world.pass(1000);
    world.files.trash(world.keyOf('a.txt'));
    world.pass(1000);
    const etag = world.putVersion('a.txt');
    const { versions, cursor } = await list({ path: 'a.txt' });
    expect(cursor).toBeUndefined();
    expect(versions).toEqual([
      {
        versionId: world.files.newestVersionId(world.keyOf('a.txt')),
        sizeBytes: 4,
        etag,
        storedAt: '2026-11-24T09:00:02.000Z',
        isDeletion: false,
        isCurrent: true,
      },
      { versionId: expect.any(String), storedAt: '2026-11-24T09:00:01.000Z', isDeletion: true, isCurrent: false },
      expect.objectContaining({ sizeBytes: 1, isDeletion: false, isCurrent: false }),
    ]);
  });

  it('lists nothing of a stranger', async () => {
    world.put('a.txt');
    expect(await list({ path: 'a.txt' }, world.stranger)).toEqual({ versions: [] });
  });

  it('goes on page by page without loss', async () => {
    for (let index = 0; index < 250; index += 1) world.putVersion('a.txt');
    const first = await list({ path: 'a.txt' });
    const second = await list({ path: 'a.txt', cursor: first.cursor });
    expect([...first.versions, ...second.versions].map(({ sizeBytes }) => sizeBytes)).toEqual(
      Array.from({ length: 250 }, (_, index) => 250 - index),
    );
    expect(second.cursor).toBeUndefined();
    const refused = { code: 'invalid-request', field: 'cursor' };
    await expect(list({ path: 'b.txt', cursor: first.cursor })).rejects.toMatchObject(refused);
    await expect(list({ path: 'a.txt', cursor: first.cursor }, world.stranger)).rejects.toMatchObject(refused);
    await expect(list({ path: 'a.txt', cursor: 'abc' })).rejects.toMatchObject(refused);
  });
});
