import * as v from 'valibot';

import { changeAnswer, changeId, folderItem, itemsOf, pathItem } from './change.ts';
import { exactObject } from './exact-object.ts';

const item = v.union([pathItem, folderItem], 'Must be {"path"} or {"folder"}.');
export type RestoreItem = v.InferOutput<typeof item>;

/**
 * Request of `POST /files/restore`: either `items`, what was deleted of which becomes current again, or the id of a
 * `change` that deleted files, which is undone.
 */
export const restoreFilesRequest = exactObject({ items: v.optional(itemsOf(item)), change: v.optional(changeId) });
export type RestoreFilesRequest = v.InferOutput<typeof restoreFilesRequest>;

export const restoreFilesAnswer = changeAnswer;
