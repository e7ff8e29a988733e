import { describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { measureFolder } from './measure-folder.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const root = `users/${caller.id}/`;

const files = new MemoryFileStore()
  .put(`${root}a.txt`)
  .put(`${root}a/1.txt`, { sizeBytes: 10 })
  .put(`${root}a/deep/2.txt`, { sizeBytes: 20 })
  .put(`${root}a/empty/`, { sizeBytes: 0 })
  .put(`${root}ab/3.txt`, { sizeBytes: 40 })
  .put('users/11111111-2222-4333-8444-555555555555/a/secret.txt', { sizeBytes: 80 });

describe('measureFolder', () => {
  it.each([
    ['a', { fileCount: 2, totalBytes: 30 }],
    ['a/', { fileCount: 2, totalBytes: 30 }],
    ['', { fileCount: 4, totalBytes: 73 }],
    ['a/empty', { fileCount: 0, totalBytes: 0 }],
    ['none', { fileCount: 0, totalBytes: 0 }],
  ])('counts the files below %j, and no marker', async (folder, size) => {
    await expect(measureFolder({ files }, caller, { folder })).resolves.toEqual(size);
  });
});
