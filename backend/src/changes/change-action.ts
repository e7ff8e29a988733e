import type { ChangeKind, ItemCode } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import type { PlannedFile, SlicePlan, ToDo } from './change-record.ts';
import type { ChangeOperation } from './change-workflow.ts';

/** Most files that one slice acts on: S3 deletes at most this many with one request. */
export const filesPerSlice = 1000;

/** What became of one file: `skipped` when the change has nothing to do there. `unavailable` may be repeated. */
export type ItemOutcome = 'done' | 'skipped' | ItemCode;

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
  /** Chooses at most 1,000 files for the next slice. It changes nothing. */
  plan(caller: Caller, slice: SliceToPlan): Promise<SlicePlan>;
  /**
   * Acts on the files and returns the outcomes in the same order. With `isRepeated` an earlier call may have acted on the
   * same files, so that what is done already counts as done.
   */
  act(caller: Caller, files: readonly PlannedFile[], isRepeated: boolean): Promise<readonly ItemOutcome[]>;
}
