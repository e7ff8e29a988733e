import { change, changeId } from '@airlock/contract';
import * as v from 'valibot';

const fileToDo = v.object({ path: v.string(), etag: v.optional(v.string()), versionId: v.optional(v.string()) });
const folderToDo = v.object({ folder: v.string(), after: v.optional(v.string()) });
const undone = v.object({ change: v.string(), slice: v.number() });

/** Something that is still to be done: a file, a folder from a key on, or a slice of another change that is undone. */
export const toDo = v.union([fileToDo, folderToDo, undone]);
export type ToDo = v.InferOutput<typeof toDo>;
export type FileToDo = v.InferOutput<typeof fileToDo>;
export type FolderToDo = v.InferOutput<typeof folderToDo>;

/** A file by object key, with the version that is meant: its ETag where it is deleted or restored, its id where it is purged. */
const plannedFile = v.object({ key: v.string(), version: v.string() });
export type PlannedFile = v.InferOutput<typeof plannedFile>;

/**
 * The files that one slice of a change acts on, written before it acts, so that a slice that is delivered again acts on
 * the same files; and what is left for the slices after it.
 */
export const slicePlan = v.object({
  files: v.array(plannedFile),
  /** Items that cannot be done, which were found out while the slice was planned. */
  failed: v.array(v.object({ path: v.string(), code: change.entries.failed.item.entries.code })),
  rest: v.array(toDo),
});
export type SlicePlan = v.InferOutput<typeof slicePlan>;

/** The record of a change, as it is kept in the StateBucket. */
export const changeRecord = v.object({
  changeId,
  kind: change.entries.kind,
  state: change.entries.state,
  first: change.entries.first,
  itemCount: v.number(),
  /** Number of the slice that is next, from 0. */
  nextSlice: v.number(),
  doneCount: v.number(),
  totalCount: v.optional(v.number()),
  failedCount: v.number(),
  failed: change.entries.failed,
  /** Whether somebody has asked to stop it: it ends as `stopped` when no slice is under way any more. */
  isStopping: v.optional(v.boolean()),
  startedAt: v.string(),
  /** When the record was last written. A change that runs writes it with every slice. */
  updatedAt: v.string(),
  endedAt: v.optional(v.string()),
});
export type ChangeRecord = v.InferOutput<typeof changeRecord>;
