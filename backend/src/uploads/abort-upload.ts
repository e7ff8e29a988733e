import type { AbortUploadRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { objectKey } from '../files/object-key.ts';
import type { UploadStore } from './upload-store.ts';

/** Gives one of the caller's uploads up and frees its parts. Repeatable: without such an upload nothing happens. */
export async function abortUpload(
  { uploads }: { uploads: UploadStore },
  caller: Caller,
  { uploadId, path }: AbortUploadRequest,
): Promise<void> {
  await uploads.abort({ key: objectKey(caller, path), uploadId });
}
