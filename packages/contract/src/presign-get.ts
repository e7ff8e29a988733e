import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { crc64nvme, etag, moment, sizeBytes, storedPath, versionId } from './fields.ts';

/** Request of `POST /files/presign-get`. Without `versionId` it signs the current version. `inline` is honoured for a short list of pictures, audio and video only. */
export const presignGetRequest = exactObject({
  path: storedPath,
  versionId: v.optional(versionId),
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
