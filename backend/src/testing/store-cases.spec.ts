/** The stores in memory behave as S3 does, so that rules which are tested on them hold on S3 too. */
import { createHash } from 'node:crypto';

import { describe, it } from '@jest/globals';

import { crc64nvme } from './crc64nvme.ts';
import { MemoryChangeStore } from './memory-change-store.ts';
import { MemoryCopyStore } from './memory-copy-store.ts';
import { MemoryFileStore } from './memory-file-store.ts';
import { MemoryUploadStore } from './memory-upload-store.ts';
import { storeCases } from './store-cases.ts';
import type { StoreSubject } from './store-case.ts';

function inMemory(): StoreSubject {
  const files = new MemoryFileStore();
  const uploads = new MemoryUploadStore(files);
  const put = async (key: string, bytes: Buffer, contentType = 'text/plain') => {
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    files.put(key, { sizeBytes: bytes.length, contentType, etag, crc64nvme: await crc64nvme(bytes) });
    return etag;
  };
  return {
    files,
    versions: files,
    copies: new MemoryCopyStore(files),
    changes: new MemoryChangeStore(),
    uploads,
    prefix: 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/',
    putFile: put,
    replaceFile: (key, bytes) => put(key, bytes),
    deleteFile: (key) => {
      files.trash(key);
      return Promise.resolve();
    },
    putPart: (place, partNumber, bytes) => Promise.resolve(uploads.putPart(place, partNumber, bytes)),
  };
}

describe('the stores in memory', () => {
  it.each(storeCases.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => {
    await run(inMemory());
  });
});
