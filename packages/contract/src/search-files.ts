import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { cursor, storedFolder } from './fields.ts';
import { searchWords } from './fold.ts';
import { listedFile, listedFolder } from './list-files.ts';
import { maxSearchTextLength } from './limits.ts';

/**
 * Request of `GET /files/search`: files and folders, at any depth below `folder`, whose name contains every word
 * of `text` (`nameMatcher`). Case and accents do not matter.
 */
export const searchFilesRequest = exactObject({
  text: v.pipe(
    v.string('Must be a string.'),
    v.maxLength(maxSearchTextLength, `Must have at most ${maxSearchTextLength} characters.`),
    v.check((text) => searchWords(text).length > 0, 'Give something to search for.'),
  ),
  folder: v.optional(storedFolder),
  cursor: v.optional(cursor),
});
export type SearchFilesRequest = v.InferOutput<typeof searchFilesRequest>;

/**
 * What has been found within the time of one call, in no particular order. With a `cursor` there is more to search, even
 * where nothing has been found so far.
 */
export const searchFilesAnswer = exactObject({
  folders: v.array(listedFolder),
  files: v.array(listedFile),
  /** Number of files that this call has compared. */
  searchedCount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  cursor: v.optional(v.string()),
});
export type SearchFilesAnswer = v.InferOutput<typeof searchFilesAnswer>;
