import { describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { deleteFile } from './delete-file.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };

describe('deleteFile', () => {
  it('deletes the caller’s file and nobody else’s', async () => {
    const files = new MemoryFileStore().put(`users/${caller.id}/a`).put(`users/${stranger.id}/a`);
    await deleteFile({ files }, caller, { path: 'a' });
    expect(files.keys).toEqual([`users/${stranger.id}/a`]);
  });

  it('may be repeated', async () => {
    const files = new MemoryFileStore();
    await expect(deleteFile({ files }, caller, { path: 'a' })).resolves.toBeUndefined();
  });
});
