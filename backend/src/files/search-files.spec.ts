import { describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { searchFiles } from './search-files.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };
const root = `users/${caller.id}/`;

const files = new MemoryFileStore()
  .put(`${root}Report.pdf`)
  .put(`${root}reports/2026/q3 Übersicht.pdf`)
  .put(`${root}reports/old/a.txt`)
  .put(`${root}other/reporter/`, { sizeBytes: 0 })
  .put(`users/${stranger.id}/report of a stranger.txt`);

const found = async (text: string, folder?: string) => {
  const answer = await searchFiles({ files }, caller, { text, ...(folder !== undefined && { folder }) });
  expect(answer.cursor).toBeUndefined();
  return [...answer.folders, ...answer.files].map(({ path }) => path).toSorted();
};

describe('searchFiles', () => {
  it('finds files and folders of the caller at any depth, each folder once', async () => {
    expect(await found('report')).toEqual(['Report.pdf', 'other/reporter/', 'reports/']);
  });
});
