import * as v from 'valibot';

import { changeAnswer, changeId, folderItem, itemsOf, versionItem } from './change.ts';
import { exactObject } from './exact-object.ts';

const item = v.union([versionItem, folderItem], 'Must be {"path", "etag"} or {"folder"}.');
export type DeleteItem = v.InferOutput<typeof item>;

/**
 * Request of `POST /files/delete`: either `items`, or the id of a `change` that restored files, which are deleted again.
 * Only the version with the given ETag is deleted; of a folder, the versions that are there when the change begins.
 */
export const deleteFilesRequest = exactObject({ items: v.optional(itemsOf(item)), change: v.optional(changeId) });
export type DeleteFilesRequest = v.InferOutput<typeof deleteFilesRequest>;

export const deleteFilesAnswer = changeAnswer;
