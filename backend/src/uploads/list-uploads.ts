import { maxListedUploads } from '@airlock/contract';
import type { ListUploadsAnswer } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { folderPrefix, pathOf } from '../files/object-key.ts';
import type { UnfinishedUpload, UploadPlace, UploadStore } from './upload-store.ts';

/** Lists the caller's unfinished uploads from every device, sorted by path. It lists at most 3,000. */
export async function listUploads({ uploads }: { uploads: UploadStore }, caller: Caller): Promise<ListUploadsAnswer> {
  const prefix = folderPrefix(caller, '');
  const found: UnfinishedUpload[] = [];
  let after: UploadPlace | undefined;
  do {
    const page = await uploads.list({ prefix, ...(after !== undefined && { after }) });
    found.push(...page.uploads);
    after = page.next;
    if (page.uploads.length === 0 && after !== undefined)
      throw new Error('The store announced more uploads after an empty page.');
  } while (after !== undefined && found.length < maxListedUploads);
  return {
    uploads: found.slice(0, maxListedUploads).map(({ key, uploadId, startedAt }) => ({
      uploadId,
      path: pathOf(caller, key),
      startedAt: startedAt.toISOString(),
    })),
  };
}
