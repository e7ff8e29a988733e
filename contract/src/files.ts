import * as v from 'valibot';

import { contentType, crc64nvme, etag, moment, path, sizeBytes } from './fields.ts';
import { maxListLimit } from './limits.ts';

/** `POST /files/presign-put`. `replaces` absent means "create, never overwrite". */
export const presignPutRequest = v.strictObject({
  path,
  sizeBytes,
  contentType,
  crc64nvme,
  replaces: v.optional(etag),
});
export type PresignPutRequest = v.InferOutput<typeof presignPutRequest>;

/** `headers` are the exact ones to send with the bytes; a browser sets `content-length` and `host` by itself. */
export const presignPutAnswer = v.strictObject({
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  expiresAt: moment,
});
export type PresignPutAnswer = v.InferOutput<typeof presignPutAnswer>;

/** `POST /files/presign-get`. Inline is honoured for a short list of image types only. */
export const presignGetRequest = v.strictObject({
  path,
  disposition: v.optional(v.picklist(['attachment', 'inline'])),
});
export type PresignGetRequest = v.InferOutput<typeof presignGetRequest>;

export const presignGetAnswer = v.strictObject({
  url: v.string(),
  expiresAt: moment,
  sizeBytes,
  contentType: v.string(),
  etag,
  crc64nvme: v.optional(crc64nvme),
});
export type PresignGetAnswer = v.InferOutput<typeof presignGetAnswer>;

/** `GET /files`: query parameters arrive as text. `folder` absent or empty means the top. */
export const listFilesRequest = v.strictObject({
  folder: v.optional(v.union([v.literal(''), path])),
  cursor: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2048))),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/, 'Must be a whole number.'),
      v.toNumber(),
      v.minValue(1, 'Must be at least 1.'),
      v.maxValue(maxListLimit, `Must be at most ${maxListLimit}.`),
    ),
  ),
});
export type ListFilesRequest = v.InferOutput<typeof listFilesRequest>;

export const listedFolder = v.strictObject({ path: v.string() });
export const listedFile = v.strictObject({ path: v.string(), sizeBytes, modifiedAt: moment, etag });
export const listFilesAnswer = v.strictObject({
  folders: v.array(listedFolder),
  files: v.array(listedFile),
  cursor: v.optional(v.string()),
});
export type ListedFolder = v.InferOutput<typeof listedFolder>;
export type ListedFile = v.InferOutput<typeof listedFile>;
export type ListFilesAnswer = v.InferOutput<typeof listFilesAnswer>;

/** `DELETE /files?path=`; 204, also when there was nothing to delete. */
export const deleteFileRequest = v.strictObject({ path });
export type DeleteFileRequest = v.InferOutput<typeof deleteFileRequest>;
