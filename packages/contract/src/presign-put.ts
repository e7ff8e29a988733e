import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { contentType, crc64nvme, etag, moment, path, sizeBytes } from './fields.ts';

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
