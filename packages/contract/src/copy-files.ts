import * as v from 'valibot';

import { changeAnswer, itemsOf } from './change.ts';
import { exactObject } from './exact-object.ts';
import { etag, newFolder, path, storedPath, storedSubfolder } from './fields.ts';
import { onConflict } from './move-files.ts';

const item = v.union(
  [exactObject({ path: storedPath, etag, to: path }), exactObject({ folder: storedSubfolder, to: newFolder })],
  'Must be {"path", "etag", "to"} or {"folder", "to"}.',
);
export type CopyItem = v.InferOutput<typeof item>;

/**
 * Request of `POST /files/copy`, with the rules of `POST /files/move`. Deleting with the id of the change
 * (`POST /files/delete`) undoes it.
 */
export const copyFilesRequest = exactObject({ items: itemsOf(item), onConflict: v.optional(onConflict) });
export type CopyFilesRequest = v.InferOutput<typeof copyFilesRequest>;

export const copyFilesAnswer = changeAnswer;
