import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { listTrash } from './list-trash.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const list = (request: Parameters<typeof listTrash>[2], caller = world.caller) =>
  listTrash({ versions: world.versions, noncurrentDays: 30 }, caller, request);

function trash(path: string): void {
  world.putVersion(path);
  world.files.trash(world.keyOf(path));
}

describe('listTrash', () => {
  it('lists deleted files at any depth, with their last version, its end, and nothing else', async () => {
    world.put('kept.txt', 'b/kept.txt');
    trash('a.txt');
    trash('b/c/d.txt');
    const { versions } = await world.files.listVersions({ prefix: world.keyOf('a.txt'), limit: 2 });
    const answer = await list({});
    expect(answer.files.map(({ path }) => path)).toEqual(['a.txt', 'b/c/d.txt']);
    expect(answer.files[0]).toEqual({
      path: 'a.txt',
      versionId: versions[1]?.versionId,
      sizeBytes: 3,
      deletedAt: '2026-11-24T09:00:00.000Z',
      purgedAt: '2026-12-25T00:00:00.000Z',
    });
    expect(answer.cursor).toBeUndefined();
    expect((await list({ folder: 'b' })).files.map(({ path }) => path)).toEqual(['b/c/d.txt']);
  });

  it('lists names that other tools have stored as they are, and the markers of folders', async () => {
    for (const path of ['/x', 'dbl//x', 'e\u0301.', 'full/']) trash(path);
    world.files.put(world.keyOf('marked/'), { sizeBytes: 0 }).trash(world.keyOf('marked/'));
    const { files } = await list({});
    expect(files.map(({ path }) => path)).toEqual(['/x', 'dbl//x', 'e\u0301.', 'full/', 'marked/']);
    expect(files.at(-1)).toMatchObject({ path: 'marked/', sizeBytes: 0 });
    expect((await list({ folder: 'dbl//' })).files.map(({ path }) => path)).toEqual(['dbl//x']);
    expect((await list({ folder: '/' })).files.map(({ path }) => path)).toEqual(['/x']);
  });

  it('lists nobody else’s trash', async () => {
    trash('a.txt');
    expect(await list({}, world.stranger)).toEqual({ files: [] });
  });

  it('leaves out a deletion under which nothing is left', async () => {
    world.files.trash(world.keyOf('never.txt'));
    expect(await list({})).toEqual({ files: [] });
  });

  it('goes on page by page without loss', async () => {
    const names = Array.from({ length: 1500 }, (_, index) => `f${String(index).padStart(4, '0')}`);
    for (const name of names) trash(name);
    const first = await list({});
    expect(first.files).toHaveLength(1000);
    const second = await list({ cursor: first.cursor });
    expect([...first.files, ...second.files].map(({ path }) => path)).toEqual(names);
    expect(second.cursor).toBeUndefined();
  });

  it('refuses a cursor of another list or another user', async () => {
    for (let index = 0; index < 1001; index += 1) trash(`f${index}`);
    const { cursor } = await list({});
    await expect(list({ folder: 'b', cursor })).rejects.toMatchObject({ code: 'invalid-request', field: 'cursor' });
    await expect(list({ cursor }, world.stranger)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(list({ cursor: 'abc' })).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
