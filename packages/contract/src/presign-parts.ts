import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { crc64nvme, moment, partNumber, path, uploadId, uploadSizeBytes } from './fields.ts';
import { maxPartsToSign } from './limits.ts';

export const partToSign = exactObject({ partNumber, crc64nvme });

/** Request of `POST /uploads/{uploadId}/presign-parts`. The sizes of parts follow from `sizeBytes` (part-plan.ts). */
export const presignPartsRequest = exactObject({
  uploadId,
  path,
  sizeBytes: uploadSizeBytes,
  parts: v.pipe(
    v.array(partToSign, 'Must be a list.'),
    v.minLength(1, 'Must name at least one part.'),
    v.maxLength(maxPartsToSign, `Must name at most ${maxPartsToSign} parts.`),
  ),
});
export type PresignPartsRequest = v.InferOutput<typeof presignPartsRequest>;

/** The part must be sent with exactly `headers`. A browser sets `content-length` and `host` itself. */
export const signedPart = exactObject({ partNumber, url: v.string(), headers: v.record(v.string(), v.string()) });
export const presignPartsAnswer = exactObject({
  parts: v.array(signedPart),
  expiresAt: moment,
});
export type PresignPartsAnswer = v.InferOutput<typeof presignPartsAnswer>;
