/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { ChosenFile } from './chosen-files.ts';
import { takeHandles } from './take-handles.ts';

const file = (name: string) => ({ kind: 'file', name, getFile: () => Promise.resolve(new File(['x'], name)) });
const gone = (name: string) => ({ ...file(name), getFile: () => Promise.reject(new Error('gone')) });
const folder = (name: string, ...children: object[]) => ({
  kind: 'directory',
  name,
  values: () => children,
});
async function* goneFolder(): AsyncGenerator<FileSystemHandle> {
  await Promise.reject(new DOMException('gone', 'NotFoundError'));
}

async function taken(handles: object[], isWanted: (path: string) => boolean = () => true, stopAfter = Infinity) {
  const stop = new AbortController();
  const paths: string[] = [];
  const take = (files: Iterable<ChosenFile>) => {
    paths.push(...Array.from(files, ({ relativePath }) => relativePath));
    if (paths.length >= stopAfter) stop.abort();
    return Promise.resolve();
  };
  const leftOut = { unreadable: 0, emptyFolders: 0 };
  await takeHandles(
    handles as FileSystemHandle[],
    { take, signal: stop.signal, leftOut, keep: () => undefined },
    isWanted,
  );
  return { paths: paths.toSorted(), ...leftOut };
}

describe('takeHandles', () => {
  it('hands over the files of folders with their paths', async () => {
    const tree = folder('a', file('1'), folder('b', file('2')));
    await expect(taken([tree, file('3')])).resolves.toMatchObject({ paths: ['3', 'a/1', 'a/b/2'], unreadable: 0 });
  });

  it('gives each file its handle, so that its upload can be resumed after a reload', async () => {
    const handle = file('1') as unknown as FileSystemFileHandle;
    const given: ChosenFile[] = [];
    const take = (files: Iterable<ChosenFile>) => {
      given.push(...files);
      return Promise.resolve();
    };
    const leftOut = { unreadable: 0, emptyFolders: 0 };
    const { signal } = new AbortController();
    await takeHandles([handle], { take, signal, leftOut, keep: () => undefined });
    expect(given).toMatchObject([{ relativePath: '1', handle }]);
  });

  it('reads only what is wanted', async () => {
    const tree = folder('a', file('1'), gone('2'));
    await expect(taken([tree], (path) => path === 'a/1')).resolves.toMatchObject({ paths: ['a/1'], unreadable: 0 });
  });

  it('leaves out what is gone and counts it', async () => {
    await expect(taken([folder('a', gone('1'), file('2'))])).resolves.toMatchObject({ paths: ['a/2'], unreadable: 1 });
  });

  it('counts a folder that is gone, and goes on with the rest', async () => {
    const lost = { ...folder('b'), values: () => goneFolder() };
    await expect(taken([folder('a', lost, file('1')), file('2')])).resolves.toEqual({
      paths: ['2', 'a/1'],
      unreadable: 1,
      emptyFolders: 0,
    });
  });

  it('hands over many in turns and stops when it is told to', async () => {
    const many = Array.from({ length: 200 }, (_, index) => file(`${index}`));
    expect((await taken(many)).paths).toHaveLength(200);
    expect((await taken(many, () => true, 1)).paths).toHaveLength(64);
  });
});
