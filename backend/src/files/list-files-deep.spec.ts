import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { toCursor } from './list-cursor.ts';
import { listFiles } from './list-files.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };
const root = `users/${caller.id}/`;
const marker = { sizeBytes: 0 };

const files = new MemoryFileStore()
  .put(`${root}a/`, marker)
  .put(`${root}a/1.txt`)
  .put(`${root}a/deep/er/3.txt`)
  .put(`${root}a/empty/`, marker)
  .put(`${root}a/made/`, marker)
  .put(`${root}a/made/2.txt`)
  .put(`${root}ab.txt`)
  .put(`${root}a/\uff5e`)
  .put(`${root}a/\u{10000}`)
  .put(`users/${stranger.id}/a/secret.txt`)
  .put(`users/${stranger.id}/b.txt`);

const badCursor = { code: 'invalid-request', field: 'cursor' };
type Asked = Omit<Parameters<typeof listFiles>[2], 'deep'>;
const deepList = (request: Asked, { of = files, by = caller } = {}) =>
  listFiles({ files: of }, by, { ...request, deep: 'true' });

/** Lists a folder page by page, and returns the entries of each page. */
async function pagesOf(request: Asked, of = files): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await deepList({ ...request, ...(cursor !== undefined && { cursor }) }, { of });
    pages.push([...page.folders, ...page.files].map(({ path }) => path));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

describe('a deep list', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('has all files below the folder in UTF-8 order, and the folders that have a marker, but not its own', async () => {
    const { folders, files: found, cursor } = await deepList({ folder: 'a' });
    expect(folders).toEqual([{ path: 'a/empty/' }, { path: 'a/made/' }]);
    expect(found.map(({ path }) => path)).toEqual([
      ...['a/1.txt', 'a/deep/er/3.txt', 'a/made/2.txt', 'a/\uff5e', 'a/\u{10000}'],
    ]);
    expect(found[0]).toEqual({
      path: 'a/1.txt',
      sizeBytes: 3,
      modifiedAt: '2026-11-24T09:00:00.000Z',
      etag: '"900150983cd24fb0d6963f7d28e17f72"',
    });
    expect(cursor).toBeUndefined();
  });

  it('of the top folder has everything of the caller, and nothing of others', async () => {
    const { folders, files: found } = await deepList({});
    expect(folders.map(({ path }) => path)).toEqual(['a/', 'a/empty/', 'a/made/']);
    expect(found).toHaveLength(6);
    expect((await deepList({}, { by: stranger })).files.map(({ path }) => path)).toEqual(['a/secret.txt', 'b.txt']);
  });

  it('shows an object with bytes whose name ends with a slash as a file', async () => {
    const of = new MemoryFileStore().put(`${root}x/`).put(`${root}x/y/`);
    expect(await pagesOf({ folder: 'x' }, of)).toEqual([['x/', 'x/y/']]);
    expect((await deepList({ folder: 'x' }, { of })).folders).toEqual([]);
  });

  it.each(['none', 'ab.txt', 'a//', 'A'])('says that there is no folder %j', async (folder) => {
    await expect(deepList({ folder })).rejects.toMatchObject({ code: 'not-found', field: 'folder' });
  });

  it('lists the top folder and a folder with nothing but its marker as empty', async () => {
    const of = new MemoryFileStore().put(`${root}a/`, marker);
    await expect(deepList({ folder: 'a' }, { of })).resolves.toEqual({ folders: [], files: [] });
    await expect(deepList({}, { of, by: stranger })).resolves.toEqual({ folders: [], files: [] });
  });

  it.each([1, 2, 3, 7])('lists every entry once over all pages of %d entries', async (limit) => {
    const pages = await pagesOf({ folder: 'a', limit });
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit);
    expect(pages.flat().toSorted()).toEqual((await pagesOf({ folder: 'a' })).flat().toSorted());
  });

  it('goes on after the marker of the top folder, which other tools store', async () => {
    const of = new MemoryFileStore().put(root, marker).put(`${root}x`);
    expect(await pagesOf({ limit: 1 }, of)).toEqual([[], ['x']]);
  });

  it('ends when the folder disappears in the middle', async () => {
    const of = new MemoryFileStore().put(`${root}x/1`).put(`${root}x/2`);
    const { cursor = '' } = await deepList({ folder: 'x', limit: 1 }, { of });
    of.trash(`${root}x/1`).trash(`${root}x/2`);
    await expect(deepList({ folder: 'x', cursor }, { of })).resolves.toEqual({ folders: [], files: [] });
  });

  it('has up to 10,000 entries of many folders, though S3 gives 1,000 at once', async () => {
    // However long it takes here, it is not time that ends a page.
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const of = new MemoryFileStore();
    for (let index = 0; index < 2_600; index += 1) of.put(`${root}${index % 500}/${index}`);
    const pages = await pagesOf({ limit: 2_000 }, of);
    expect(pages.map(({ length }) => length)).toEqual([2_000, 600]);
    expect(new Set(pages.flat()).size).toBe(2_600);
  });
});

describe('a cursor of a deep list', () => {
  /** What the mark of a cursor is made of. */
  const nameOf = (folder: string): string => JSON.stringify([root + folder, 'deep']);
  const cursorOf = async (request: Asked): Promise<string> => (await deepList({ ...request, limit: 1 })).cursor!;

  it.each([
    ['another folder', { folder: 'a/made' }, caller],
    ['another user', { folder: 'a' }, stranger],
  ])('is none of %s', async (_, request, by) => {
    const cursor = await cursorOf({ folder: 'a' });
    await expect(deepList({ ...request, cursor }, { by })).rejects.toMatchObject(badCursor);
  });

  it('is none of a list of the folder alone, and the other way round', async () => {
    const cursor = await cursorOf({ folder: 'a' });
    await expect(listFiles({ files }, caller, { folder: 'a', cursor })).rejects.toMatchObject(badCursor);
    const flat = (await listFiles({ files }, caller, { folder: 'a', limit: 1 })).cursor!;
    await expect(deepList({ folder: 'a', cursor: flat })).rejects.toMatchObject(badCursor);
  });

  it('is none of the other kind of list, even where its place would be one', async () => {
    const asFlat = toCursor(`${root}a/`, '/1.txt');
    await expect(deepList({ folder: 'a', cursor: asFlat })).rejects.toMatchObject(badCursor);
    const asDeep = toCursor(nameOf('a/'), `next:${root}a/1.txt`);
    await expect(listFiles({ files }, caller, { folder: 'a', cursor: asDeep })).rejects.toMatchObject(badCursor);
  });

  it.each([
    ['that does not begin as one', 'a/1.txt'],
    ['beyond the longest key', `/${'x'.repeat(1024)}`],
  ])('is none with a place %s', async (_, place) => {
    const cursor = toCursor(nameOf('a/'), place);
    await expect(deepList({ folder: 'a', cursor })).rejects.toMatchObject(badCursor);
  });

  it('shows nothing of others, whatever its place is', async () => {
    for (const place of ['/', `/../../${stranger.id}/a`, `/${stranger.id}`, '/\0', '/\u{10ffff}']) {
      const { folders, files: found } = await deepList({ cursor: toCursor(nameOf(''), place) });
      const paths = [...folders, ...found].map(({ path }) => path);
      expect(paths.filter((path) => !files.keys.includes(root + path))).toEqual([]);
    }
  });
});
