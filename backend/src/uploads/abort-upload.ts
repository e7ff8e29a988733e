import type { AbortUploadRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { objectKey } from '../files/object-key.ts';
import type { UploadStore } from './upload-store.ts';

/** Discards one of the caller's uploads and frees its parts. The call may be repeated: it also succeeds without such an upload. */
export async function abortUpload(
  { uploads }: { uploads: UploadStore },
  caller: Caller,
  { uploadId, path }: AbortUploadRequest,
): Promise<void> {
  await uploads.abort({ key: objectKey(caller, path), uploadId });
}
