import { describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { createFolder } from './create-folder.ts';
import { listFiles } from './list-files.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const root = `users/${caller.id}/`;

const folderOf = (files: MemoryFileStore, path: string) => createFolder({ files }, caller, { path });

describe('createFolder', () => {
  it.each(['reports/2027', 'reports/2027/'])('makes an empty folder of %s, which is listed then', async (path) => {
    const files = new MemoryFileStore();
    await expect(folderOf(files, path)).resolves.toEqual({ path: 'reports/2027/' });
    expect(files.keys).toEqual([`${root}reports/2027/`]);
    await expect(listFiles({ files }, caller, { folder: 'reports' })).resolves.toEqual({
      folders: [{ path: 'reports/2027/' }],
      files: [],
    });
    await expect(listFiles({ files }, caller, { folder: 'reports/2027' })).resolves.toEqual({ folders: [], files: [] });
  });

  it('refuses the name of an empty folder, and of one that has files only further below', async () => {
    const files = new MemoryFileStore().put(`${root}full/deep/a.txt`);
    await folderOf(files, 'empty');
    for (const path of ['empty', 'full', 'full/deep/']) {
      await expect(folderOf(files, path)).rejects.toMatchObject({ code: 'already-exists', field: 'path' });
    }
    expect(files.keys).toEqual([`${root}empty/`, `${root}full/deep/a.txt`]);
  });

  it('refuses the name of a file, and takes a name that only begins or ends like one', async () => {
    const files = new MemoryFileStore().put(`${root}notes`).put(`${root}plan.txt`);
    await expect(folderOf(files, 'notes')).rejects.toMatchObject({ code: 'already-exists', message: /a file/ });
    await expect(folderOf(files, 'plan')).resolves.toEqual({ path: 'plan/' });
    await expect(folderOf(files, 'Notes')).resolves.toEqual({ path: 'Notes/' });
  });

  it('refuses the name that somebody took after it was looked up', async () => {
    const files = new MemoryFileStore();
    const listDeep = files.listDeep.bind(files);
    files.listDeep = async (page) => {
      const found = await listDeep(page);
      files.put(`${root}a/`, { sizeBytes: 0 });
      return found;
    };
    await expect(folderOf(files, 'a')).rejects.toMatchObject({ code: 'already-exists' });
    expect(files.versionCount(`${root}a/`)).toBe(1);
  });

  it('makes a folder again where one was deleted', async () => {
    const files = new MemoryFileStore().put(`${root}a/`, { sizeBytes: 0 }).trash(`${root}a/`);
    await expect(folderOf(files, 'a')).resolves.toEqual({ path: 'a/' });
    expect(files.keys).toEqual([`${root}a/`]);
  });

  it('is not hindered by the folder of somebody else', async () => {
    const files = new MemoryFileStore().put('users/stranger/a/b.txt').put('users/stranger/a');
    await expect(folderOf(files, 'a')).resolves.toEqual({ path: 'a/' });
  });
});
