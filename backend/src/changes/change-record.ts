import { change, changeId } from '@airlock/contract';
import * as v from 'valibot';

const itemCode = change.entries.failed.item.entries.code;

/** Where something is moved or copied to. `keepsBoth` says that a name which is taken gets a number. */
const target = { to: v.optional(v.string()), keepsBoth: v.optional(v.boolean()) };
const fileToDo = v.object({
  path: v.string(),
  etag: v.optional(v.string()),
  versionId: v.optional(v.string()),
  /** Why the item is not done, where that is known before the change begins. */
  code: v.optional(itemCode),
  ...target,
});
const folderToDo = v.object({ folder: v.string(), after: v.optional(v.string()), ...target });
const undone = v.object({ change: v.string(), slice: v.number() });

/** Something that is still to be done: a file, a folder from a key on, or a slice of another change that is undone. */
export const toDo = v.union([fileToDo, folderToDo, undone]);
export type ToDo = v.InferOutput<typeof toDo>;
export type FileToDo = v.InferOutput<typeof fileToDo>;
export type FolderToDo = v.InferOutput<typeof folderToDo>;

/** The copy that a move or a copy makes of a file, with what is known of the file before it is copied. */
const plannedCopy = v.object({
  /** Object key of the copy. */
  to: v.string(),
  sizeBytes: v.number(),
  contentType: v.string(),
  crc64nvme: v.optional(v.string()),
  /** Whether the copy gets another number when somebody else was quicker. */
  keepsBoth: v.optional(v.boolean()),
  /** Whether an equal file at the new name counts as the copy. An undo may find what the undone change left there. */
  adopts: v.optional(v.boolean()),
});
export type PlannedCopy = v.InferOutput<typeof plannedCopy>;

/**
 * A file by object key, with the version that is meant: its ETag where it is deleted, restored, moved or copied, its id where
 * it is purged.
 */
const plannedFile = v.object({ key: v.string(), version: v.string(), copy: v.optional(plannedCopy) });
export type PlannedFile = v.InferOutput<typeof plannedFile>;

/**
 * The files that one slice of a change acts on, written before it acts, so that a slice that is delivered again acts on
 * the same files; and what is left for the slices after it.
 */
export const slicePlan = v.object({
  files: v.array(plannedFile),
  /** Items that cannot be done, which were found out while the slice was planned. */
  failed: v.array(v.object({ path: v.string(), code: itemCode })),
  rest: v.array(toDo),
  /** Whether its one file is so large that the slice takes several calls. */
  takesLong: v.optional(v.boolean()),
});
export type SlicePlan = v.InferOutput<typeof slicePlan>;

/** What became of the copy of a file, as a slice keeps it beside its plan. */
const copyNote = v.object({
  key: v.string(),
  /** Object key of the copy: another one than planned where somebody else was quicker. */
  to: v.optional(v.string()),
  /** ETag of the copy, once it is made and compared. */
  etag: v.optional(v.string()),
  /** Id of the upload that the parts of a large copy belong to, until it is made. */
  uploadId: v.optional(v.string()),
  /** When all its parts were copied and S3 was asked to join them. */
  joinedSince: v.optional(v.string()),
  /** Whether the file was found at the new name by a call that did not make it: somebody else may have stored it. */
  isFound: v.optional(v.boolean()),
  /** Why there is no copy, or why the one that is noted beside it is removed. */
  code: v.optional(itemCode),
});
export type CopyNote = v.InferOutput<typeof copyNote>;

/** Notes of one call. A later note about the same file replaces the earlier one. */
export const copyNotes = v.array(copyNote);

/** The record of a change, as it is kept in the StateBucket. */
export const changeRecord = v.object({
  changeId,
  kind: change.entries.kind,
  state: change.entries.state,
  first: change.entries.first,
  to: change.entries.to,
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
  /** Calls that the execution of the workflow has made, and the number of that execution, from 0. */
  callCount: v.optional(v.number()),
  execution: v.optional(v.number()),
  endedAt: v.optional(v.string()),
});
export type ChangeRecord = v.InferOutput<typeof changeRecord>;
