/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import type { FoundPage } from './found-page.ts';
import { walkFolder, type ListBelow, type ListedPage } from './walk-folder.ts';

const file = (path: string) => ({ path, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z' });
const page = (folders: string[], files: string[], cursor?: string): ListedPage => ({
  folders: folders.map((path) => ({ path })),
  files: files.map(file),
  cursor,
});

/** Walks a folder whose pages are given by their cursors, the first one by `''`. */
async function walked(root: string, base: string, pages: Readonly<Record<string, ListedPage>>): Promise<FoundPage[]> {
  const list: ListBelow = (folder, cursor = '') => Promise.resolve(folder === root ? pages[cursor] : undefined);
  const found: FoundPage[] = [];
  for await (const each of walkFolder(root, base, list)) found.push(each);
  return found;
}
const emptyOf = (found: readonly FoundPage[]) => found.flatMap(({ emptyFolders }) => emptyFolders);
const pathsOf = (found: readonly FoundPage[]) => found.flatMap(({ files }) => files.map(({ path }) => path));

describe('walkFolder', () => {
  it('finds all files, at any depth and on any page, and the folders that are empty', async () => {
    const found = await walked('a/b/', 'a/', {
      '': page(['a/b/c/', 'a/b/empty/', 'a/b/outer/', 'a/b/outer/inner/'], ['a/b/1', 'a/b/c/deep/3'], '2'),
      '2': page(['a/b/z/'], ['a/b/z/4', 'a/b/z5']),
    });
    expect(pathsOf(found)).toEqual(['a/b/1', 'a/b/c/deep/3', 'a/b/z/4', 'a/b/z5']);
    expect(emptyOf(found)).toEqual(['a/b/empty/', 'a/b/outer/inner/']);
    expect(new Set(found.map(({ base }) => base))).toEqual(new Set(['a/']));
  });

  it.each([
    ['a file', page([], ['a/last/1'])],
    ['a folder', page(['a/last/more/'], ['a/last/more/1'])],
  ])('takes a folder for none that is empty when the next page begins with %s in it', async (_, next) => {
    expect(emptyOf(await walked('a/', '', { '': page(['a/last/'], ['a/1'], '2'), '2': next }))).toEqual([]);
  });

  it.each([
    ['nothing in it', page(['a/z/'], ['a/last1', 'a/z/1'])],
    ['no entry at all', page([], [])],
  ])('takes the last folder of a page for an empty one when the next page has %s', async (_, next) => {
    const found = await walked('a/', '', { '': page(['a/last/'], ['a/1'], '2'), '2': next });
    expect(emptyOf(found)).toEqual(['a/last/']);
  });

  it('says that a folder is empty with the page after it at the latest', async () => {
    const pages = { '': page(['a/last/'], ['a/1'], '2'), '2': page([], ['a/x'], '3'), '3': page([], ['a/y']) };
    expect((await walked('a/', '', pages)).map(({ emptyFolders }) => emptyFolders)).toEqual([[], ['a/last/'], []]);
  });

  it.each([
    ['a/~/', 'a/b'],
    ['a/\u{10000}/', 'a/\uff5e'],
  ])('waits for the next page only with a folder that is the last entry: %j', async (last, before) => {
    const emptyOnPages = async (file: string, folder: string) =>
      (await walked('a/', '', { '': page([folder], [file], '2'), '2': page([], ['b']) })).map(
        (each) => each.emptyFolders,
      );
    expect(await emptyOnPages(before, last)).toEqual([[], [last]]);
    expect(await emptyOnPages(last.slice(0, -1), `${before}/`)).toEqual([[`${before}/`], []]);
  });

  it('knows what is in a folder whatever the order of the characters is', async () => {
    const files = ['a/!', 'a/\uff5e/1', 'a/\u{10000}/1', 'a/\u{10000}.txt'];
    expect(emptyOf(await walked('', '', { '': page(['a/\uff5e/', 'a/\u{10000}/'], files) }))).toEqual([]);
  });

  it('finds a folder with nothing but its marker, also when the page of the marker is not the last', async () => {
    expect(emptyOf(await walked('a/', '', { '': page([], []) }))).toEqual(['a/']);
    expect(emptyOf(await walked('a/', '', { '': page([], [], '2'), '2': page([], []) }))).toEqual(['a/']);
    expect(emptyOf(await walked('a/', '', { '': page([], [], '2'), '2': page([], ['a/1']) }))).toEqual([]);
  });

  it('takes the top folder for no folder of the archive, also when it is empty', async () => {
    expect(await walked('', '', { '': page([], []) })).toEqual([{ base: '', files: [], emptyFolders: [], gone: [] }]);
  });

  it('names a folder that is gone', async () => {
    expect(await walked('a/', '', {})).toEqual([{ base: '', files: [], emptyFolders: [], gone: ['a/'] }]);
  });

  it('ends when the folder disappears in the middle', async () => {
    const found = await walked('a/', '', { '': page(['a/b/'], ['a/1'], 'gone') });
    expect([pathsOf(found), emptyOf(found), found.flatMap(({ gone }) => gone)]).toEqual([['a/1'], ['a/b/'], []]);
  });

  it('asks for the next page before this one is taken, and for no other', async () => {
    const list = jest.fn<ListBelow>((_, cursor = '0') =>
      Promise.resolve(page([], [`a/${cursor}`], Number(cursor) < 3 ? String(Number(cursor) + 1) : undefined)),
    );
    const asked: number[] = [];
    for await (const each of walkFolder('a/', '', list)) {
      expect(each.files).toHaveLength(1);
      asked.push(list.mock.calls.length);
    }
    expect(asked).toEqual([2, 3, 4, 4]);
  });

  it('yields what it has, and then fails with its list', async () => {
    const list: ListBelow = (_, cursor) =>
      cursor === undefined ? Promise.resolve(page([], ['a/1'], '2')) : Promise.reject(new Error('no'));
    const walk = walkFolder('a/', '', list);
    expect((await walk.next()).value).toMatchObject({ files: [file('a/1')] });
    await expect(walk.next()).rejects.toThrow('no');
  });
});
