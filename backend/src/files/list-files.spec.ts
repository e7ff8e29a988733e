import { afterEach, describe, expect, it, jest } from '@jest/globals';

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
  it('lists the top folder with paths of the user, and folders with a slash', async () => {
    const { folders, files: listed, cursor } = await listFiles({ files }, caller, {});
    expect(folders).toEqual([{ path: 'a/' }]);
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
    expect(folders).toEqual([{ path: 'a/deep/' }]);
    expect(listed.map(({ path }) => path)).toEqual(['a/1.txt', 'a/2.txt']);
  });

  it.each(['none', 'b.txt', 'a//', '/', 'A'])('says that there is no folder %j', async (folder) => {
    await expect(listFiles({ files }, caller, { folder })).rejects.toMatchObject({
      code: 'not-found',
      field: 'folder',
    });
  });

  it('lists the top folder and a folder with nothing but its marker as empty', async () => {
    const marked = new MemoryFileStore().put(`${root}a/`, { sizeBytes: 0 });
    const nothing = { folders: [], files: [] };
    await expect(listFiles({ files: marked }, caller, { folder: 'a' })).resolves.toEqual(nothing);
    await expect(listFiles({ files: marked }, stranger, {})).resolves.toEqual(nothing);
  });

  it('takes a folder that ends with a slash as it is', async () => {
    const odd = new MemoryFileStore().put(`${root}x`).put(`${root}/x`).put(`${root}dbl/x`).put(`${root}dbl//x`);
    const listed = async (folder: string) => {
      const { folders, files: found } = await listFiles({ files: odd }, caller, { folder });
      return [...folders, ...found].map(({ path }) => path);
    };
    expect(await listed('')).toEqual(['/', 'dbl/', 'x']);
    expect(await listed('/')).toEqual(['/x']);
    expect(await listed('dbl')).toEqual(['dbl//', 'dbl/x']);
    expect(await listed('dbl/')).toEqual(['dbl//', 'dbl/x']);
    expect(await listed('dbl//')).toEqual(['dbl//x']);
  });

  it('leaves out the empty object that other tools store for a folder', async () => {
    const marked = new MemoryFileStore().put(`${root}a/`, { sizeBytes: 0 }).put(`${root}a/1.txt`);
    const { files: listed } = await listFiles({ files: marked }, caller, { folder: 'a' });
    expect(listed.map(({ path }) => path)).toEqual(['a/1.txt']);
  });

  it('shows an object with bytes whose name ends with a slash', async () => {
    const odd = new MemoryFileStore().put(`${root}a/`);
    expect((await listFiles({ files: odd }, caller, { folder: 'a' })).files).toMatchObject([{ path: 'a/' }]);
  });

  it('lists every entry once over all pages', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listFiles({ files }, caller, { limit: 1, ...(cursor !== undefined && { cursor }) });
      seen.push(...[...page.folders, ...page.files].map(({ path }) => path));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(['a/', 'ab.txt', 'b.txt', '日本.txt']);
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

describe('a long page', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Returns a store with this many files of the caller, whose names begin with `name`. */
  const storeOf = (count: number, name = 'file ') => {
    const store = new MemoryFileStore();
    for (let index = 0; index < count; index += 1) store.put(`${root}${name}${String(index).padStart(5, '0')}`);
    return store;
  };

  /** Lists everything, page by page, and returns how many files each page had. */
  async function pagesOf(store: MemoryFileStore): Promise<{ counts: number[]; paths: Set<string>; bytes: number[] }> {
    const seen = { counts: new Array<number>(), paths: new Set<string>(), bytes: new Array<number>() };
    let cursor: string | undefined;
    do {
      const answer = await listFiles({ files: store }, caller, {
        limit: 10_000,
        ...(cursor !== undefined && { cursor }),
      });
      seen.counts.push(answer.files.length);
      seen.bytes.push(Buffer.byteLength(JSON.stringify({ body: JSON.stringify(answer) })));
      for (const { path } of answer.files) seen.paths.add(path);
      cursor = answer.cursor;
    } while (cursor !== undefined);
    return seen;
  }

  it('has up to 10,000 entries, though S3 gives 1,000 at once', async () => {
    // However long it takes here, it is not time that ends a page.
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const { counts, paths } = await pagesOf(storeOf(11_001));
    expect(counts).toEqual([10_000, 1001]);
    expect(paths.size).toBe(11_001);
  });

  it('has no more entries than are asked for', async () => {
    const { files: found } = await listFiles({ files: storeOf(1300) }, caller, { limit: 1200 });
    expect(found).toHaveLength(1200);
  });

  it('stays below what Lambda may answer, whatever the names are', async () => {
    // However long it takes here, it is not time that ends a page.
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const { counts, paths, bytes } = await pagesOf(storeOf(1500, '\u0001'.repeat(970)));
    expect(counts.length).toBeGreaterThan(1);
    expect(paths.size).toBe(1500);
    expect(Math.max(...bytes)).toBeLessThan(6_000_000);
  });

  it('ends early when S3 is slow', async () => {
    let time = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (time += 1000));
    const { counts, paths } = await pagesOf(storeOf(3500));
    expect(counts).toEqual([2000, 1500]);
    expect(paths.size).toBe(3500);
  });
});
