/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { ChosenFile } from './chosen-files.ts';
import { takeDropped } from './dropped-files.ts';

const file = (fullPath: string) => ({
  isFile: true,
  isDirectory: false,
  fullPath,
  file: (resolve: (file: File) => void) => resolve(new File(['x'], fullPath.split('/').at(-1) ?? '')),
});
const broken = (fullPath: string) => ({
  ...file(fullPath),
  file: (_: unknown, reject: (error: Error) => void) => reject(new Error('gone')),
});

let readings = 0;

/** Returns a folder that hands out its entries in small batches, as browsers do. */
const folder = (fullPath: string, children: object[], lot = 2) => ({
  isFile: false,
  isDirectory: true,
  fullPath,
  createReader: () => {
    const left = [...children];
    return {
      readEntries: (resolve: (some: object[]) => void) => {
        readings += 1;
        resolve(left.splice(0, lot));
      },
    };
  },
});

const dropping = (...entries: (object | null)[]) =>
  ({
    items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => null })),
  }) as unknown as DataTransfer;

/** A drop of things that are files too, as all browsers say. */
const droppingFiles = (...items: readonly [name: string, entry: object | null][]) =>
  ({
    items: items.map(([name, entry]) => ({
      kind: 'file',
      webkitGetAsEntry: () => entry,
      getAsFile: () => new File(['x'], name),
    })),
  }) as unknown as DataTransfer;
async function dropped(transfer: DataTransfer, stop = new AbortController()) {
  const files: ChosenFile[] = [];
  const take = (lot: Iterable<ChosenFile>) => {
    files.push(...lot);
    if (files.some(({ relativePath }) => relativePath.endsWith('/last'))) stop.abort();
    return Promise.resolve();
  };
  const leftOut = { unreadable: 0, emptyFolders: 0 };
  await takeDropped(transfer, { take, signal: stop.signal, leftOut, keep: () => undefined });
  return { files, ...leftOut };
}
const paths = async (transfer: DataTransfer) => (await dropped(transfer)).files.map(({ relativePath }) => relativePath);

describe('droppedFiles', () => {
  it('walks folders to the end and keeps their paths', async () => {
    const names = ['1', '2', '3', '4', '5'];
    const tree = folder('/a', [...names.map((name) => file(`/a/${name}`)), folder('/a/b', [file('/a/b/c.txt')])]);
    await expect(paths(dropping(file('/top.txt'), tree))).resolves.toEqual([
      'top.txt',
      ...names.map((name) => `a/${name}`),
      'a/b/c.txt',
    ]);
  });

  it('leaves out what cannot be read and counts it', async () => {
    const { files, unreadable } = await dropped(dropping(broken('/x'), file('/y')));
    expect([files.length, unreadable]).toEqual([1, 1]);
  });

  it('looks no further when it is told to stop, neither in this folder nor in the next', async () => {
    readings = 0;
    const many = Array.from({ length: 40 }, (_, index) => file(`/a/${index}`));
    const tree = folder('/a', [file('/a/first'), file('/a/last'), ...many, folder('/a/b', [file('/a/b/c.txt')])], 100);
    const found = await dropped(dropping(tree, folder('/c', [file('/c/d.txt')])));
    expect(found.files.map(({ relativePath }) => relativePath)).toEqual(
      ['first', 'last', ...many.slice(0, 14).map((_, index) => index)].map((name) => `a/${name}`),
    );
    expect([readings, found.unreadable]).toEqual([1, 0]);
  });

  it('takes plain files where the browser knows no entries', async () => {
    await expect(paths(droppingFiles(['plain.txt', null]))).resolves.toEqual(['plain.txt']);
  });

  it('takes of several things the one without an entry too', async () => {
    const transfer = droppingFiles(['a.txt', file('/a.txt')], ['b.txt', null], ['c.txt', file('/c.txt')]);
    expect((await paths(transfer)).toSorted()).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('takes a file whose entry cannot be read, as in WebKit', async () => {
    const { files, unreadable } = await dropped(droppingFiles(['x', broken('/x')], ['y', file('/y')]));
    expect([files.map(({ relativePath }) => relativePath), unreadable]).toEqual([['x', 'y'], 0]);
  });

  it('counts what is neither an entry nor a file', async () => {
    const { files, unreadable } = await dropped(dropping(null, file('/y')));
    expect([files.length, unreadable]).toEqual([1, 1]);
  });

  it('counts the folders with nothing inside', async () => {
    const tree = folder('/a', [file('/a/1'), folder('/a/b', []), folder('/a/c', [folder('/a/c/d', [])])]);
    const { files, emptyFolders } = await dropped(dropping(tree, folder('/e', [])));
    expect([files.length, emptyFolders]).toEqual([1, 3]);
  });
});
