import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { cursor, moment, sizeBytes, storedFolder, versionId } from './fields.ts';

/** Request of `GET /files/trash`. Without `folder` it lists the whole trash. */
export const listTrashRequest = exactObject({ folder: v.optional(storedFolder), cursor: v.optional(cursor) });
export type ListTrashRequest = v.InferOutput<typeof listTrashRequest>;

/**
 * A deleted file: its last version, when it was deleted, and when S3 removes it for ever. The marker of a folder is one, too:
 * its path ends with a slash.
 */
export const trashedFile = exactObject({
  path: v.string(),
  versionId,
  sizeBytes,
  deletedAt: moment,
  purgedAt: moment,
});
export type TrashedFile = v.InferOutput<typeof trashedFile>;

export const listTrashAnswer = exactObject({ files: v.array(trashedFile), cursor: v.optional(v.string()) });
export type ListTrashAnswer = v.InferOutput<typeof listTrashAnswer>;
