import * as v from 'valibot';

import { changeAnswer, itemsOf } from './change.ts';
import { exactObject } from './exact-object.ts';
import { storedPath, versionId } from './fields.ts';

const trashItem = exactObject({ path: storedPath, versionId });
export type PurgeItem = v.InferOutput<typeof trashItem>;

/** Request of `POST /files/purge`: files in the trash, as list-trash names them, or everything in the trash. */
export const purgeFilesRequest = exactObject({
  items: v.union([v.literal('all'), itemsOf(trashItem)], 'Must be "all" or a list of {"path", "versionId"}.'),
});
export type PurgeFilesRequest = v.InferOutput<typeof purgeFilesRequest>;

export const purgeFilesAnswer = changeAnswer;
