import { describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { caller, everything, root } from '../testing/whole-search.ts';
import { searchFiles } from './search-files.ts';

const stranger = { id: '11111111-2222-4333-8444-555555555555' };

/** A store with these paths of the caller. Those that end with a slash are markers of folders. */
const storeOf = (...paths: readonly string[]) => {
  const store = new MemoryFileStore();
  for (const path of paths) store.put(root + path, { sizeBytes: path.endsWith('/') ? 0 : 3 });
  return store;
};

const paths = async (store: MemoryFileStore, text: string, folder = '') => {
  const { folders, files } = await everything(store, { text, folder });
  return [...folders, ...files];
};

describe('searchFiles', () => {
  const files = storeOf(
    ...['Report.pdf', 'reports/2026/q3 Übersicht.pdf', 'reports/old/a.txt', 'other/reporter/', 'other/my report/x.txt'],
  ).put(`users/${stranger.id}/report of a stranger.txt`);

  it('finds files and folders of the caller at any depth, each folder once', async () => {
    expect(await paths(files, 'report')).toEqual(['other/my report/', 'other/reporter/', 'reports/', 'Report.pdf']);
  });

  it('answers a file as a list does', async () => {
    const answer = await searchFiles({ files }, caller, { text: 'report.pdf' });
    expect(answer).toEqual({
      folders: [],
      files: [
        {
          path: 'Report.pdf',
          sizeBytes: 3,
          modifiedAt: '2026-11-24T09:00:00.000Z',
          etag: '"900150983cd24fb0d6963f7d28e17f72"',
        },
      ],
      searchedCount: 4,
    });
  });

  it('searches below one folder, whose own name is not searched', async () => {
    expect(await paths(files, 'report', 'reports')).toEqual([]);
    expect(await paths(files, 'uber', 'reports/')).toEqual(['reports/2026/q3 Übersicht.pdf']);
    expect(await paths(files, 'a', 'report')).toEqual([]);
  });

  it('wants every word in one name, in whatever order', async () => {
    expect(await paths(files, '  übersicht Q3 ')).toEqual(['reports/2026/q3 Übersicht.pdf']);
    expect(await paths(files, 'reports q3')).toEqual([]);
  });

  it('finds nothing of a stranger', async () => {
    expect(await paths(files, 'stranger')).toEqual([]);
  });

  it.each([
    ['crete', 'Crète.txt'],
    ['CRÈTE', 'cre\u0300te.txt'],
    ['istanbul', 'İSTANBUL.jpg'],
    ['ISTANBUL', 'ıstanbul.jpg'],
    ['strasse', 'Hauptstraße 7.pdf'],
    ['ガイド', 'ｶﾞｲﾄﾞ.txt'],
    ['報告', '2026年報告書.pdf'],
    ['abc', 'ＡＢＣ.txt'],
    ['📷 plage', 'Plage 📷.heic'],
    ['❤', 'I ❤️ you.txt'],
    ['a b', 'a\u00a0b'],
  ])('finds by %j the file %j', async (text, name) => {
    expect(await paths(storeOf(`x/${name}`, 'x/other'), text)).toEqual([`x/${name}`]);
  });

  it.each([
    ['か', 'が.txt'],
    ['reports', 'report.pdf'],
    ['a/b', 'a/b.txt'],
  ])('does not find by %j the file %j', async (text, name) => {
    expect(await paths(storeOf(name), text)).toEqual([]);
  });

  it('finds odd names of other tools', async () => {
    const odd = storeOf('dbl//x', '/x', 'x/', 'a.\u0001/x').put(`${root}full/x/`);
    expect((await paths(odd, 'x')).toSorted()).toEqual(['/x', 'a.\u0001/x', 'dbl//x', 'full/x/', 'full/x/', 'x/']);
  });
});
