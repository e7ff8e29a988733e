import * as v from 'valibot';

import { changeAnswer, changeId, itemsOf } from './change.ts';
import { exactObject } from './exact-object.ts';
import { etag, newFolder, path, storedPath, storedSubfolder } from './fields.ts';

/** An item of a request to move or to copy, with its new path. */
export const moveItem = v.union(
  [exactObject({ path: storedPath, etag, to: path }), exactObject({ folder: storedSubfolder, to: newFolder })],
  'Must be {"path", "etag", "to"} or {"folder", "to"}.',
);
export type MoveItem = v.InferOutput<typeof moveItem>;

/** What happens to an item whose new name is taken: it stays where it is, or it gets a name with a number. */
export const onConflict = v.picklist(['fail', 'keep-both'], 'Must be "fail" or "keep-both".');
export type OnConflict = v.InferOutput<typeof onConflict>;

/**
 * Request of `POST /files/move`: either `items`, or the id of a `change` that moved files, which are moved back. Renaming is
 * moving within a folder. Only the version with the given ETag is moved; of a folder, the files that are there when the
 * change begins. A folder is one thing: where its new name is taken, all of it fails or gets a name with a number.
 */
export const moveFilesRequest = exactObject({
  items: v.optional(itemsOf(moveItem)),
  onConflict: v.optional(onConflict),
  change: v.optional(changeId),
});
export type MoveFilesRequest = v.InferOutput<typeof moveFilesRequest>;

export const moveFilesAnswer = changeAnswer;
