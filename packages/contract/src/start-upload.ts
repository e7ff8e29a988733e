import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { contentType, etag, partNumber, path, sizeBytes, uploadId, uploadSizeBytes } from './fields.ts';

/** Request of `POST /uploads`. `replaces` is the same as in presign-put; S3 checks it when the upload is completed. */
export const startUploadRequest = exactObject({
  path,
  sizeBytes: uploadSizeBytes,
  contentType,
  replaces: v.optional(etag),
});
export type StartUploadRequest = v.InferOutput<typeof startUploadRequest>;

export const startUploadAnswer = exactObject({
  uploadId,
  partSizeBytes: sizeBytes,
  partCount: partNumber,
});
export type StartUploadAnswer = v.InferOutput<typeof startUploadAnswer>;
