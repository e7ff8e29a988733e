import { describe, expect, it } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { presignGetBatch } from './presign-get-batch.ts';
import type { GetSigner } from './signer.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };
const signer: GetSigner = {
  signGet: ({ key }) => Promise.resolve({ url: `https://${key}`, expiresAt: new Date('2026-11-24T09:05:00Z') }),
};

const storeWith = (paths: readonly string[]): MemoryFileStore =>
  paths.reduce((store, path) => store.put(`users/${caller.id}/${path}`), new MemoryFileStore());

const { signal } = new AbortController();

describe('presignGetBatch', () => {
  it('signs each file and describes it, in the order of the request', async () => {
    const paths = ['b', 'a', 'c'];
    const answers = await presignGetBatch({ files: storeWith(paths), signer }, caller, {
      files: paths.map((path) => ({ path })),
      signal,
    });
    expect(answers).toMatchObject(
      paths.map((path) => ({
        status: 'fulfilled',
        value: { url: `https://users/${caller.id}/${path}`, sizeBytes: 3, etag: '"900150983cd24fb0d6963f7d28e17f72"' },
      })),
    );
  });

  it('says of a file that is missing what it says of a stranger’s, and signs the others', async () => {
    const files = storeWith(['a']).put(`users/${stranger.id}/theirs`);
    const asked = ['missing', 'a', '../11111111-2222-4333-8444-555555555555/theirs', 'theirs'].map((path) => ({
      path,
    }));
    const answers = await presignGetBatch({ files, signer }, caller, { files: asked, signal });
    expect(answers).toMatchObject([
      { status: 'rejected', reason: { code: 'not-found', field: 'path' } },
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'invalid-path', field: 'path' } },
      { status: 'rejected', reason: { code: 'not-found', field: 'path' } },
    ]);
  });

  it('describes at most 32 files at the same time, and goes on after one of which the storage tells nothing', async () => {
    const paths = Array.from({ length: 100 }, (_, index) => String(index));
    const files = storeWith(paths);
    const describeFile = files.describe.bind(files);
    let [running, most] = [0, 0];
    files.describe = async (key, versionId) => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
      if (key.endsWith('/50')) throw new CodedError('unavailable', 'Not now.');
      return describeFile(key, versionId);
    };
    const answers = await presignGetBatch({ files, signer }, caller, {
      files: paths.map((path) => ({ path })),
      signal,
    });
    expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(paths.map((path) => path !== '50'));
    expect(most).toBe(32);
  });

  it('describes no other file when the request is answered meanwhile because its time is over', async () => {
    const paths = Array.from({ length: 100 }, (_, index) => String(index));
    const files = storeWith(paths);
    const answered = new AbortController();
    const describeFile = files.describe.bind(files);
    let described = 0;
    files.describe = (key, versionId) => {
      described += 1;
      if (described === 32) answered.abort();
      return describeFile(key, versionId);
    };
    const asked = { files: paths.map((path) => ({ path })), signal: answered.signal };
    await expect(presignGetBatch({ files, signer }, caller, asked)).rejects.toBe(answered.signal.reason);
    expect(described).toBe(32);
  });
});
