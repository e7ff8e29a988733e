import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { crc64nvme, etag, moment, sizeBytes, storedPath, versionId } from './fields.ts';

/** Request of `POST /files/restore-version`. `replaces` is the ETag of the version that is current now. */
export const restoreVersionRequest = exactObject({ path: storedPath, versionId, replaces: etag });
export type RestoreVersionRequest = v.InferOutput<typeof restoreVersionRequest>;

/** The file as it is now, and the request that undoes it. */
export const restoreVersionAnswer = exactObject({
  path: v.string(),
  sizeBytes,
  modifiedAt: moment,
  etag,
  crc64nvme: v.optional(crc64nvme),
  undo: exactObject({ operation: v.literal('restore-version'), request: restoreVersionRequest }),
});
export type RestoreVersionAnswer = v.InferOutput<typeof restoreVersionAnswer>;
