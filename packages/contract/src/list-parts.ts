import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { crc64nvme, etag, partNumber, sizeBytes, storedPath, uploadId } from './fields.ts';

/** Request of `GET /uploads/{uploadId}/parts?path=`. */
export const listPartsRequest = exactObject({ uploadId, path: storedPath });
export type ListPartsRequest = v.InferOutput<typeof listPartsRequest>;

export const storedPart = exactObject({ partNumber, sizeBytes, etag, crc64nvme });
/** Lists every part that S3 has, in order, with the checksum that S3 computed. */
export const listPartsAnswer = exactObject({ parts: v.array(storedPart) });
export type ListPartsAnswer = v.InferOutput<typeof listPartsAnswer>;
