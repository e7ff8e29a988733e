import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { etag, moment, storedFolder, storedPath } from './fields.ts';
import { maxChangeItems } from './limits.ts';

/** Id of a change. Later changes have smaller ids, so that a list in the order of ids shows the newest change first. */
export const changeId = v.pipe(
  v.string('Must be a string.'),
  v.regex(/^[0-9a-z]{9}-[0-9a-f]{16}$/, 'Is not the id of a change.'),
);

export const changeKinds = ['delete', 'restore', 'purge', 'move', 'copy'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** An item of a request: every file below a folder. An empty path is the top folder. */
export const folderItem = exactObject({ folder: storedFolder });

/** An item of a request to delete: this version of this file. */
export const versionItem = exactObject({ path: storedPath, etag });

/** An item of a request to restore: a file in the trash. */
export const pathItem = exactObject({ path: storedPath });

/** Makes the schema of the items of a change: 1 to 1,000. */
export const itemsOf = <TItem extends v.GenericSchema>(item: TItem) =>
  v.pipe(
    v.array(item, 'Must be a list.'),
    v.minLength(1, 'Must have at least one item.'),
    v.maxLength(maxChangeItems, `Must have at most ${maxChangeItems} items.`),
  );

/** Codes of an item that was not done. */
export const itemCodes = [
  'changed-meanwhile',
  'already-exists',
  'not-found',
  'invalid-path',
  'checksum-mismatch',
  'storage-refused',
  'only-copied',
  'unavailable',
] as const;
export type ItemCode = (typeof itemCodes)[number];

/** A file that was left as it was, with the reason. */
export const failedItem = exactObject({ path: v.string(), code: v.picklist(itemCodes) });
export type FailedItem = v.InferOutput<typeof failedItem>;

/** A number of files or items. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The request that undoes a change. */
export const undoRequest = exactObject({
  operation: v.picklist(['restore-files', 'delete-files', 'move-files']),
  request: exactObject({ change: changeId }),
});
export type UndoRequest = v.InferOutput<typeof undoRequest>;

/** A change of many files: what was asked, how far it is, and how to undo it. */
export const change = exactObject({
  changeId,
  kind: v.picklist(changeKinds),
  state: v.picklist(['running', 'done', 'stopped', 'failed']),
  /** The first item that was asked for; the top folder when everything was. */
  first: v.union([exactObject({ path: v.string() }), exactObject({ folder: v.string() })]),
  /** New path of the first item, where it was moved or copied. */
  to: v.optional(v.string()),
  itemCount: count,
  doneCount: count,
  totalCount: v.optional(count),
  failedCount: count,
  failed: v.array(failedItem),
  undo: v.optional(undoRequest),
  startedAt: moment,
  endedAt: v.optional(moment),
});
export type Change = v.InferOutput<typeof change>;
export type ChangeState = Change['state'];

/** Answer of every operation that changes files, and of those that show or stop a change. */
export const changeAnswer = exactObject({ change });
export type ChangeAnswer = v.InferOutput<typeof changeAnswer>;
