import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { crc64nvme, moment, partNumber, path, uploadId, uploadSizeBytes } from './fields.ts';
import { maxPartsToSign } from './limits.ts';

/** `POST /uploads/{uploadId}/presign-parts`. The size of each part follows from `sizeBytes` (part-plan.ts). */
export const presignPartsRequest = exactObject({
  uploadId,
  path,
  sizeBytes: uploadSizeBytes,
  parts: v.pipe(
    v.array(exactObject({ partNumber, crc64nvme }), 'Must be a list.'),
    v.minLength(1, 'Must name at least one part.'),
    v.maxLength(maxPartsToSign, `Must name at most ${maxPartsToSign} parts.`),
  ),
});
export type PresignPartsRequest = v.InferOutput<typeof presignPartsRequest>;

/** `headers` are the exact ones to send with the part; a browser sets `content-length` and `host` by itself. */
export const presignPartsAnswer = exactObject({
  parts: v.array(exactObject({ partNumber, url: v.string(), headers: v.record(v.string(), v.string()) })),
  expiresAt: moment,
});
export type PresignPartsAnswer = v.InferOutput<typeof presignPartsAnswer>;
