/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import type { ListBelow } from './walk-folder.ts';
import { walkSiblings } from './walk-siblings.ts';

const file = (path: string) => ({ path, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z' });

/** Answers with pages of so many entries. Paths that end with a slash are of folders that were made. */
const listOf = (paths: readonly string[], perPage: number) =>
  jest.fn<ListBelow>((folder, cursor = '0') => {
    const below = paths.filter((path) => path.startsWith(folder));
    if (below.length === 0) return Promise.resolve(undefined);
    const entries = below.filter((path) => path !== folder);
    const end = Number(cursor) + perPage;
    const page = entries.slice(Number(cursor), end);
    return Promise.resolve({
      folders: page.filter((path) => path.endsWith('/')).map((path) => ({ path })),
      files: page.filter((path) => !path.endsWith('/')).map(file),
      cursor: end < entries.length ? String(end) : undefined,
    });
  });

/** Walks the folders, and returns each entry once, as a plan does. */
async function walked(base: string, folders: readonly string[], list: ListBelow) {
  const found = { entries: new Set<string>(), gone: new Array<string>() };
  for await (const page of walkSiblings(base, folders, list)) {
    expect(page.base).toBe(base);
    for (const path of [...page.files.map((each) => each.path), ...page.emptyFolders]) found.entries.add(path);
    found.gone.push(...page.gone);
  }
  return { entries: [...found.entries].toSorted(), gone: found.gone.toSorted() };
}

const foldersOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `t/${index + 10}/`);
const filesIn = (folder: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${folder}${index + 10}`);

describe('walkSiblings', () => {
  it('finds many folders in the list of the one above, and nothing beside them', async () => {
    const folders = foldersOf(50);
    const inThem = folders.flatMap((folder) => filesIn(folder, 4));
    const list = listOf([...inThem.slice(0, 100), 't/34a/x', 't/34b/', ...inThem.slice(100), 't/x', 't/y/z'], 60);
    expect(await walked('t/', folders, list)).toEqual({ entries: inThem, gone: [] });
    expect(list.mock.calls.map(([folder]) => folder)).toEqual(['t/', 't/', 't/', 't/']);
  });

  it('lists a few folders each by itself', async () => {
    const folders = foldersOf(3);
    const list = listOf([...folders.map((folder) => `${folder}x`), 't/y/z'], 10);
    expect((await walked('t/', folders, list)).entries).toEqual(folders.map((folder) => `${folder}x`));
    expect(list.mock.calls.map(([folder]) => folder)).toEqual(folders);
  });

  it('names the folders that are gone, and finds those that are empty', async () => {
    const [one = '', two = '', three = '', four = ''] = foldersOf(4);
    const entries = [`${one}x`, two, `${four}below/`];
    const kept = { entries: [`${one}x`, two, `${four}below/`], gone: [three] };
    expect(await walked('t/', [one, two, three, four], listOf(entries, 10))).toEqual(kept);
    expect(await walked('t/', [one, two], listOf([], 10))).toEqual({ entries: [], gone: [one, two] });
    const none = { entries: [], gone: [one, two, three, four] };
    expect(await walked('t/', [one, two, three, four], listOf([], 10))).toEqual(none);
  });

  it('finds folders at the top, where others begin like them', async () => {
    const entries = ['a/1', 'ab/1', 'b/', 'b/c/1', 'c', 'c/1', 'd/1', 'd1'];
    expect(await walked('', ['a/', 'b/', 'c/', 'd/'], listOf(entries, 3))).toEqual({
      entries: ['a/1', 'b/c/1', 'c/1', 'd/1'],
      gone: [],
    });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 30])(
    'lists folders each by itself when most of what is beside them is not wanted: pages of %d entries',
    async (perPage) => {
      const folders = ['t/a/', 't/b/', 't/m/', 't/mm/', 't/y/', 't/z/'];
      const inThem = ['t/a/1', 't/a/2/', 't/a/2/3', 't/a/4/', 't/b/1', 't/mm/1', 't/mm/2/', 't/y/1', 't/y/2/', 't/z/1'];
      const beside = filesIn('t/n/', 80).concat(filesIn('t/o/', 20));
      const list = listOf([...inThem, ...beside].toSorted(), perPage);
      expect(await walked('t/', folders, list)).toEqual({
        entries: inThem.filter((path) => path !== 't/a/2/'),
        gone: ['t/m/'],
      });
      const pagesOfThem = Math.ceil(inThem.length / perPage);
      expect(list.mock.calls.length).toBeLessThanOrEqual(2 * pagesOfThem + 3 * folders.length);
    },
  );

  it('lists no more when all were found, however much comes after them', async () => {
    const folders = foldersOf(50);
    const inThem = folders.flatMap((folder) => filesIn(folder, 4));
    const list = listOf([...inThem, ...filesIn('t/z/', 2000)], 20);
    expect(await walked('t/', folders, list)).toEqual({ entries: inThem, gone: [] });
    // The page after the first that has none of them was asked for meanwhile.
    expect(list.mock.calls.length).toBeLessThanOrEqual(12);
  });

  it('finds all of the last folder, also when it begins on a page that has little of it', async () => {
    const folders = foldersOf(5);
    const inThem = folders.flatMap((folder) => filesIn(folder, 30));
    const beside = filesIn('t/13a/', 35);
    const list = listOf([...inThem, ...beside].toSorted(), 20);
    expect(await walked('t/', folders, list)).toEqual({ entries: inThem, gone: [] });
  });

  it('lists by themselves the few that are left behind a large folder', async () => {
    const folders = foldersOf(50);
    const inThem = folders.flatMap((folder) => filesIn(folder, 4));
    const list = listOf([...inThem, ...filesIn('t/54a/', 2000)].toSorted(), 20);
    expect(await walked('t/', folders, list)).toEqual({ entries: inThem, gone: [] });
    expect(list.mock.calls.length).toBeLessThanOrEqual(10 + 2 * 5 + 2);
  });
});
