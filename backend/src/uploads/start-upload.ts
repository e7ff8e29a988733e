import { partPlan } from '@airlock/contract';
import type { StartUploadAnswer, StartUploadRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { normalContentType } from '../files/content-type.ts';
import { currentEtag } from '../files/current-etag.ts';
import type { FileStore } from '../files/file-store.ts';
import { objectKey } from '../files/object-key.ts';
import { writeCondition } from '../files/write-condition.ts';
import { conditionFailed, holds } from '../files/condition.ts';
import type { UploadStore } from './upload-store.ts';

/**
 * Starts an upload in parts under the caller's own path and returns how to cut the file. Throws `already-exists` or
 * `changed-meanwhile` when this is known before the first byte. The binding check of the same condition is at the end, in
 * `completeUpload`.
 */
export async function startUpload(
  { files, uploads }: { files: FileStore; uploads: UploadStore },
  caller: Caller,
  { path, sizeBytes, contentType, replaces }: StartUploadRequest,
): Promise<StartUploadAnswer> {
  const key = objectKey(caller, path);
  const condition = writeCondition(replaces);
  if (!holds(condition, await currentEtag(files, key))) throw conditionFailed(condition);
  const uploadId = await uploads.create({ key, contentType: normalContentType(contentType) });
  return { uploadId, ...partPlan(sizeBytes) };
}
