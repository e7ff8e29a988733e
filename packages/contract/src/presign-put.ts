import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { contentType, crc64nvme, etag, moment, path, sizeBytes } from './fields.ts';

/** Request of `POST /files/presign-put`. Without `replaces` the file is created and overwrites nothing. */
export const presignPutRequest = exactObject({
  path,
  sizeBytes,
  contentType,
  crc64nvme,
  replaces: v.optional(etag),
});
export type PresignPutRequest = v.InferOutput<typeof presignPutRequest>;

/** The bytes must be sent with exactly `headers`. A browser sets `content-length` and `host` itself. */
export const presignPutAnswer = exactObject({
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  expiresAt: moment,
});
export type PresignPutAnswer = v.InferOutput<typeof presignPutAnswer>;
