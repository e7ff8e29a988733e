import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { contentType, crc64nvme, etag, folder, moment, path, sizeBytes } from './fields.ts';
import { maxListLimit } from './limits.ts';

/** `POST /files/presign-put`. `replaces` absent means "create, never overwrite". */
export const presignPutRequest = exactObject({
  path,
  sizeBytes,
  contentType,
  crc64nvme,
  replaces: v.optional(etag),
});
export type PresignPutRequest = v.InferOutput<typeof presignPutRequest>;

/** `headers` are the exact ones to send with the bytes; a browser sets `content-length` and `host` by itself. */
export const presignPutAnswer = exactObject({
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  expiresAt: moment,
});
export type PresignPutAnswer = v.InferOutput<typeof presignPutAnswer>;

/** `POST /files/presign-get`. Inline is honoured for a short list of image types only. */
export const presignGetRequest = exactObject({
  path,
  disposition: v.optional(v.picklist(['attachment', 'inline'], 'Must be "attachment" or "inline".')),
});
export type PresignGetRequest = v.InferOutput<typeof presignGetRequest>;

export const presignGetAnswer = exactObject({
  url: v.string(),
  expiresAt: moment,
  sizeBytes,
  contentType: v.string(),
  etag,
  crc64nvme: v.optional(crc64nvme),
});
export type PresignGetAnswer = v.InferOutput<typeof presignGetAnswer>;

/** `GET /files`: query parameters arrive as text. `folder` absent or empty means the top. */
export const listFilesRequest = exactObject({
  folder: v.optional(folder),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,2048}$/, 'Is not a cursor that this API gave.'))),
  limit: v.optional(
    v.pipe(
      v.string('Must be a number.'),
      v.regex(/^\d{1,4}$/, 'Must be a whole number.'),
      v.toNumber(),
      v.minValue(1, 'Must be at least 1.'),
      v.maxValue(maxListLimit, `Must be at most ${maxListLimit}.`),
    ),
  ),
});
export type ListFilesRequest = v.InferOutput<typeof listFilesRequest>;

export const listedFolder = exactObject({ path: v.string() });
export const listedFile = exactObject({ path: v.string(), sizeBytes, modifiedAt: moment, etag });
export const listFilesAnswer = exactObject({
  folders: v.array(listedFolder),
  files: v.array(listedFile),
  cursor: v.optional(v.string()),
});
export type ListedFolder = v.InferOutput<typeof listedFolder>;
export type ListedFile = v.InferOutput<typeof listedFile>;
export type ListFilesAnswer = v.InferOutput<typeof listFilesAnswer>;

/** `DELETE /files?path=`; 204, also when there was nothing to delete. */
export const deleteFileRequest = exactObject({ path });
export type DeleteFileRequest = v.InferOutput<typeof deleteFileRequest>;
