import { maxListedUploads } from '@airlock/contract';
import type { ListUploadsAnswer } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { pathOf } from '../files/object-key.ts';
import { openUploads } from './open-uploads.ts';
import type { UploadStore } from './upload-store.ts';

/** Lists the caller's unfinished uploads from every device, sorted by path. It lists at most 3,000. */
export async function listUploads({ uploads }: { uploads: UploadStore }, caller: Caller): Promise<ListUploadsAnswer> {
  const found = await openUploads(uploads, caller, maxListedUploads);
  return {
    uploads: found.map(({ key, uploadId, startedAt }) => ({
      uploadId,
      path: pathOf(caller, key),
      startedAt: startedAt.toISOString(),
    })),
  };
}
