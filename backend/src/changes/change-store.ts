import type { Caller } from '../caller.ts';
import type { ChangeRecord, CopyNote, SlicePlan } from './change-record.ts';

/** A record as it was read, with what `replace` compares. */
export interface StoredRecord {
  readonly record: ChangeRecord;
  readonly etag: string;
}

/** One page of the ids of a user's changes, the newest first. */
export interface ChangeIdPage {
  readonly changeIds: readonly string[];
  /** The last id of this page; absent on the last page. */
  readonly next?: string;
}

/**
 * The records of changes, each below the id of its user. Every method throws a `CodedError` `unavailable` when the store is
 * overloaded or cannot be reached.
 */
export interface ChangeStore {
  /** Stores the record of a new change. Throws when there is one with its id. */
  create(caller: Caller, record: ChangeRecord): Promise<void>;
  /** Returns the record, or `undefined` when this user has no such change. */
  read(caller: Caller, changeId: string): Promise<StoredRecord | undefined>;
  /** Stores the record in place of the one with `etag`. Returns false when that is no longer the stored one. */
  replace(caller: Caller, record: ChangeRecord, etag: string): Promise<boolean>;
  /** Returns at most `limit` ids of the user's changes after the id `after`. */
  list(caller: Caller, page: { limit: number; after?: string }): Promise<ChangeIdPage>;
  /** Stores the plan of a slice. Returns false when it is there already. */
  createPlan(caller: Caller, place: SlicePlace, plan: SlicePlan): Promise<boolean>;
  /** Returns the plan of a slice, or `undefined` when it has none. */
  readPlan(caller: Caller, place: SlicePlace): Promise<SlicePlan | undefined>;
  /** Stores the notes of a slice under the next number, from 0. Returns false when there are notes with that number. */
  createNotes(caller: Caller, place: NotesPlace, notes: readonly CopyNote[]): Promise<boolean>;
  /** Returns the notes with a number, or `undefined` when there are none. */
  readNotes(caller: Caller, place: NotesPlace): Promise<readonly CopyNote[] | undefined>;
}

/** Names a slice of a change. */
export interface SlicePlace {
  readonly changeId: string;
  /** Number of the slice, from 0. */
  readonly slice: number;
}

/** Names the notes that a slice keeps beside its plan. */
export interface NotesPlace extends SlicePlace {
  /** Number of the notes, from 0. */
  readonly number: number;
}
