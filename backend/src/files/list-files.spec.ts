import { describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { listFiles } from './list-files.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };
const root = `users/${caller.id}/`;

const files = new MemoryFileStore()
  .put(`${root}b.txt`)
  .put(`${root}a/1.txt`)
  .put(`${root}a/2.txt`)
  .put(`${root}a/deep/3.txt`)
  .put(`${root}ab.txt`)
  .put(`${root}日本.txt`)
  .put(`users/${stranger.id}/secret.txt`);

describe('listFiles', () => {
  it('lists the top folder with paths of the user, and folders without a slash', async () => {
    const { folders, files: listed, cursor } = await listFiles({ files }, caller, {});
    expect(folders).toEqual([{ path: 'a' }]);
    expect(listed.map(({ path }) => path)).toEqual(['ab.txt', 'b.txt', '日本.txt']);
    expect(listed[0]).toEqual({
      path: 'ab.txt',
      sizeBytes: 3,
      modifiedAt: '2026-11-24T09:00:00.000Z',
      etag: '"900150983cd24fb0d6963f7d28e17f72"',
    });
    expect(cursor).toBeUndefined();
  });

  it('lists one folder, and no name that only begins like it', async () => {
    const { folders, files: listed } = await listFiles({ files }, caller, { folder: 'a' });
    expect(folders).toEqual([{ path: 'a/deep' }]);
    expect(listed.map(({ path }) => path)).toEqual(['a/1.txt', 'a/2.txt']);
  });

  it('finds nothing in a folder that does not exist', async () => {
    await expect(listFiles({ files }, caller, { folder: 'none' })).resolves.toEqual({ folders: [], files: [] });
  });

  it('leaves out the empty object that other tools store for a folder', async () => {
    const marked = new MemoryFileStore().put(`${root}a/`).put(`${root}a/1.txt`);
    const { files: listed } = await listFiles({ files: marked }, caller, { folder: 'a' });
    expect(listed.map(({ path }) => path)).toEqual(['a/1.txt']);
  });

  it('lists every entry once over all pages', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listFiles({ files }, caller, { limit: 1, ...(cursor !== undefined && { cursor }) });
      seen.push(...[...page.folders, ...page.files].map(({ path }) => path));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(['a', 'ab.txt', 'b.txt', '日本.txt']);
  });

  it.each([
    ['of another folder', { folder: 'a' }, caller],
    ['of another user', {}, stranger],
  ])('refuses a cursor %s', async (_, request, asker) => {
    const { cursor } = await listFiles({ files }, caller, { limit: 1 });
    await expect(listFiles({ files }, asker, { ...request, cursor: cursor! })).rejects.toMatchObject({
      code: 'invalid-request',
      field: 'cursor',
    });
  });

  it('refuses a cursor that the store does not know', async () => {
    const { cursor = '' } = await listFiles({ files }, caller, { limit: 1 });
    const forged = cursor.slice(0, 22) + Buffer.from('forged').toString('base64url');
    await expect(listFiles({ files }, caller, { cursor: forged })).rejects.toMatchObject({ field: 'cursor' });
  });
});
