import * as v from 'valibot';

import { changeAnswer, itemsOf } from './change.ts';
import { exactObject } from './exact-object.ts';
import { moveItem, onConflict } from './move-files.ts';

/**
 * Request of `POST /files/copy`, with the rules of `POST /files/move`. Deleting with the id of the change
 * (`POST /files/delete`) undoes it.
 */
export const copyFilesRequest = exactObject({ items: itemsOf(moveItem), onConflict: v.optional(onConflict) });
export type CopyFilesRequest = v.InferOutput<typeof copyFilesRequest>;

export const copyFilesAnswer = changeAnswer;
