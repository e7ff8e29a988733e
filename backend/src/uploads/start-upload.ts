import { partPlan } from '@airlock/contract';
import type { StartUploadAnswer, StartUploadRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { conditionFailed, holds } from '../files/condition.ts';
import { normalContentType } from '../files/content-type.ts';
import { currentEtag } from '../files/current-etag.ts';
import type { FileStore } from '../files/file-store.ts';
import { objectKey } from '../files/object-key.ts';
import { refuseTooLarge } from '../files/refuse-too-large.ts';
import { writeCondition } from '../files/write-condition.ts';
import { openUploads } from './open-uploads.ts';
import type { UploadStore } from './upload-store.ts';

export interface StartUploadNeeds {
  readonly files: FileStore;
  readonly uploads: UploadStore;
  /** Size in bytes of the largest file that the installation takes. */
  readonly maxFileBytes: number;
  /** Number of unfinished uploads that one caller may have. */
  readonly maxOpenUploads: number;
}

/**
 * Starts an upload in parts under the caller's own path and returns how to cut the file. Throws `already-exists` or
 * `changed-meanwhile` when this is known before the first byte. The binding check of the same condition is at the end, in
 * `completeUpload`. Throws `file-too-large` and `too-many-uploads` above the limits of the installation.
 */
export async function startUpload(
  { files, uploads, maxFileBytes, maxOpenUploads }: StartUploadNeeds,
  caller: Caller,
  { path, sizeBytes, contentType, replaces }: StartUploadRequest,
): Promise<StartUploadAnswer> {
  refuseTooLarge(sizeBytes, maxFileBytes);
  const key = objectKey(caller, path);
  const condition = writeCondition(replaces);
  const [etag, open] = await Promise.all([currentEtag(files, key), openUploads(uploads, caller, maxOpenUploads)]);
  if (!holds(condition, etag)) throw conditionFailed(condition);
  // S3 has no counter, so calls at the same moment do not count each other: as many as run at once can pass the limit.
  if (open.length >= maxOpenUploads) throw tooManyUploads(maxOpenUploads);
  const uploadId = await uploads.create({ key, contentType: normalContentType(contentType) });
  return { uploadId, ...partPlan(sizeBytes) };
}

const tooManyUploads = (limit: number): CodedError =>
  new CodedError(
    'too-many-uploads',
    `You have ${limit} unfinished uploads, which is the limit. Finish or discard one of them, then try again.`,
  );
