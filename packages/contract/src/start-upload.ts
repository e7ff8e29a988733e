import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { contentType, etag, partNumber, path, sizeBytes, uploadId, uploadSizeBytes } from './fields.ts';

/** `POST /uploads`: 201. `replaces` as for presign-put; it binds when the upload is completed. */
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
