import type { ChangeKind, ItemCode } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import type { PlannedFile, SlicePlan, ToDo } from './change-record.ts';
import type { SlicePlace } from './change-store.ts';
import type { ChangeOperation } from './change-workflow.ts';

/** Most files that one slice acts on: S3 deletes at most this many with one request. */
export const filesPerSlice = 1000;

/**
 * What became of one file: `skipped` when the change has nothing to do there, and `unfinished` when the time of the call
 * was not enough. `unavailable` may be repeated.
 */
export type ItemOutcome = 'done' | 'skipped' | 'unfinished' | ItemCode;

/** Files that an action acts on. */
export interface SliceToAct {
  readonly place: SlicePlace;
  readonly files: readonly PlannedFile[];
  /** Whether an earlier call may have acted on the same files, so that what is done already counts as done. */
  readonly isRepeated: boolean;
}

/** What is asked of `ChangeAction.plan`. */
export interface SliceToPlan {
  readonly toDo: readonly ToDo[];
  /** The begin of the change. Files of a folder that were stored (or deleted) from then on are not part of it. */
  readonly begin: Date | undefined;
}

/** What one kind of change does. The engine in run-change.ts does the rest: records, slices, the workflow. */
export interface ChangeAction {
  readonly operation: ChangeOperation;
  readonly kind: ChangeKind;
  /**
   * Whether the workflow goes on with a request when S3 did not say of some files what became of them: they may be at two
   * names then.
   */
  readonly goesOnWhenIncomplete?: true;
  /** Chooses at most 1,000 files for the next slice. It changes nothing. */
  plan(caller: Caller, slice: SliceToPlan): Promise<SlicePlan>;
  /** Acts on the files and returns the outcomes in the same order. */
  act(caller: Caller, slice: SliceToAct): Promise<readonly ItemOutcome[]>;
  /** Whether what takes long in a slice has been done, so that a change which is stopped must finish the slice. */
  isSoonDone?(caller: Caller, place: SlicePlace, plan: SlicePlan): Promise<boolean>;
  /** Frees what a slice has begun and nobody will finish, as the change is stopped or has failed. */
  abandon?(caller: Caller, place: SlicePlace): Promise<void>;
}
