import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { crc64nvme, etag, path, sizeBytes, uploadId, uploadSizeBytes } from './fields.ts';

/**
 * Request of `POST /uploads/{uploadId}/complete`. It may be repeated. `crc64nvme` is the checksum of the whole file.
 */
export const completeUploadRequest = exactObject({
  uploadId,
  path,
  sizeBytes: uploadSizeBytes,
  crc64nvme,
  replaces: v.optional(etag),
});
export type CompleteUploadRequest = v.InferOutput<typeof completeUploadRequest>;

export const completeUploadAnswer = exactObject({ path: v.string(), sizeBytes, etag, crc64nvme });
export type CompleteUploadAnswer = v.InferOutput<typeof completeUploadAnswer>;
