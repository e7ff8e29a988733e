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
    items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })),
    files: [new File([], 'plain.txt')],
  }) as unknown as DataTransfer;
async function dropped(transfer: DataTransfer, stop = new AbortController()) {
  const files: ChosenFile[] = [];
  const take = (lot: ChosenFile[]) => {
    files.push(...lot);
    if (lot.some(({ relativePath }) => relativePath.endsWith('/last'))) stop.abort();
    return Promise.resolve();
  };
  const unreadable = await takeDropped(transfer, take, stop.signal);
  return { files, unreadable };
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
    await expect(paths(dropping(null))).resolves.toEqual(['plain.txt']);
  });
});
