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

/** Hands its children out in small lots, as browsers do. */
const folder = (fullPath: string, children: object[], lot = 2) => ({
  isFile: false,
  isDirectory: true,
  fullPath,
  createReader: () => {
    const left = [...children];
    return { readEntries: (resolve: (some: object[]) => void) => resolve(left.splice(0, lot)) };
  },
});

const dropping = (...entries: (object | null)[]) =>
  ({
    items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })),
    files: [new File([], 'plain.txt')],
  }) as unknown as DataTransfer;
async function dropped(transfer: DataTransfer) {
  const files: ChosenFile[] = [];
  const unreadable = await takeDropped(transfer, (lot) => {
    files.push(...lot);
    return Promise.resolve();
  });
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

  it('takes plain files where the browser knows no entries', async () => {
    await expect(paths(dropping(null))).resolves.toEqual(['plain.txt']);
  });
});
