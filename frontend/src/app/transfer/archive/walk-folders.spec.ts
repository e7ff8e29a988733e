/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import type { FoundPage } from './found-page.ts';
import { walkFolder, type ListedPage, type ListFolder } from './walk-folders.ts';

const file = (path: string) => ({ path, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z' });
const page = (folders: string[], files: string[], cursor?: string): ListedPage => ({
  folders: folders.map((path) => ({ path })),
  files: files.map(file),
  cursor,
});

async function walked(root: string, base: string, pages: Readonly<Record<string, ListedPage>>): Promise<FoundPage[]> {
  const list: ListFolder = (folder, cursor = '') => Promise.resolve(pages[folder + cursor]);
  const found: FoundPage[] = [];
  for await (const each of walkFolder(root, base, list)) found.push(each);
  return found;
}

describe('walkFolder', () => {
  it('finds all files, at any depth and on any page, and the folders that are empty', async () => {
    const found = await walked('a/b/', 'a/', {
      'a/b/': page(['a/b/c/', 'a/b/empty/'], ['a/b/1'], ' 2'),
      'a/b/ 2': page(['a/b/d/'], ['a/b/2']),
      'a/b/c/': page([], ['a/b/c/3']),
      'a/b/d/': page([], ['a/b/d/4']),
      'a/b/empty/': page([], []),
    });
    expect(found.flatMap(({ files }) => files.map(({ path }) => path)).sort()).toEqual([
      'a/b/1',
      'a/b/2',
      'a/b/c/3',
      'a/b/d/4',
    ]);
    expect(found.flatMap(({ emptyFolders }) => emptyFolders)).toEqual(['a/b/empty/']);
    expect(new Set(found.map(({ base }) => base))).toEqual(new Set(['a/']));
  });

  it('takes the top folder for no folder of the archive, also when it is empty', async () => {
    expect(await walked('', '', { '': page([], []) })).toEqual([{ base: '', files: [], emptyFolders: [], gone: [] }]);
  });

  it('names a folder that is gone, and goes on', async () => {
    const found = await walked('a/', '', { 'a/': page(['a/gone/', 'a/b/'], []), 'a/b/': page([], ['a/b/1']) });
    expect(found.flatMap(({ gone }) => gone)).toEqual(['a/gone/']);
    expect(found.flatMap(({ files }) => files)).toEqual([file('a/b/1')]);
  });

  it('lists at most four folders at the same time', async () => {
    let [running, most] = [0, 0];
    const list = jest.fn<ListFolder>(async (folder) => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve));
      running -= 1;
      return folder === ''
        ? page(
            Array.from({ length: 20 }, (_, index) => `${index}/`),
            [],
          )
        : page([], ['x']);
    });
    for await (const each of walkFolder('', '', list)) expect(each.gone).toEqual([]);
    expect([list.mock.calls.length, most]).toEqual([21, 4]);
  });

  it('fails with its list', async () => {
    const list: ListFolder = (folder) =>
      folder === '' ? Promise.resolve(page(['a/', 'b/'], [])) : Promise.reject(new Error('no'));
    const walk = walkFolder('', '', list);
    await walk.next();
    await expect(walk.next()).rejects.toThrow('no');
  });
});
