import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { cursor, etag, moment, sizeBytes, storedFolder } from './fields.ts';
import { maxListLimit } from './limits.ts';

/**
 * Request of `GET /files`. Query parameters arrive as text. Without `folder`, or with an empty one, it lists the top. With
 * `deep` it lists everything below the folder, at any depth. The answer names folders with the slash at their end.
 */
export const listFilesRequest = exactObject({
  folder: v.optional(storedFolder),
  deep: v.optional(v.literal('true', 'Must be "true", or absent.')),
  cursor: v.optional(cursor),
  limit: v.optional(
    v.pipe(
      v.string('Must be a number.'),
      v.regex(/^\d{1,5}$/, 'Must be a whole number.'),
      v.toNumber(),
      v.minValue(1, 'Must be at least 1.'),
      v.maxValue(maxListLimit, `Must be at most ${maxListLimit}.`),
    ),
  ),
});
export type ListFilesRequest = v.InferOutput<typeof listFilesRequest>;

export const listedFolder = exactObject({ path: v.string() });
export const listedFile = exactObject({ path: v.string(), sizeBytes, modifiedAt: moment, etag });
export const listFilesAnswer = exactObject({
  folders: v.array(listedFolder),
  files: v.array(listedFile),
  cursor: v.optional(v.string()),
});
export type ListedFolder = v.InferOutput<typeof listedFolder>;
export type ListedFile = v.InferOutput<typeof listedFile>;
export type ListFilesAnswer = v.InferOutput<typeof listFilesAnswer>;
