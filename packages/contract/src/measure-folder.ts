import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { cursor, storedFolder } from './fields.ts';

/** Request of `GET /folders/size`: counts all files below `folder`, at any depth. An empty `folder` is the top folder. */
export const measureFolderRequest = exactObject({
  folder: storedFolder,
  cursor: v.optional(cursor),
});
export type MeasureFolderRequest = v.InferOutput<typeof measureFolderRequest>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * What has been counted within the time of one call. With a `cursor` there is more: the whole is the sum of the answers of
 * all calls.
 */
export const measureFolderAnswer = exactObject({
  fileCount: count,
  totalBytes: count,
  cursor: v.optional(v.string()),
});
export type MeasureFolderAnswer = v.InferOutput<typeof measureFolderAnswer>;
