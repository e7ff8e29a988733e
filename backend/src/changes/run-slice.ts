import { maxNamedFailures } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { pathOf } from '../files/object-key.ts';
import type { ChangeAction, ItemOutcome } from './change-action.ts';
import type { ChangeRecord, PlannedFile, SlicePlan } from './change-record.ts';
import type { SlicePlace } from './change-store.ts';

/** A slice that is to be done. */
export interface PlannedSlice {
  readonly place: SlicePlace;
  readonly plan: SlicePlan;
  /** Whether an earlier call may have acted on the same files. */
  readonly isRepeated: boolean;
}

/** What became of a slice. */
export interface SliceResult {
  /** Whether S3 did not say of some files what became of them. Repeating the slice finds out. */
  readonly isIncomplete: boolean;
  /** Whether the time of the call was not enough. The next call goes on with the same slice. */
  readonly isUnfinished: boolean;
  /** Returns the record with this slice added; the change has ended when nothing is left. */
  addTo(record: ChangeRecord, now: Date): ChangeRecord;
}

/** How often the files of which S3 did not say what became of them are tried. */
const attempts = 3;
/** Time after which a slice that the workflow goes on with is not tried again, in milliseconds: one attempt may take 20 s. */
const attemptsTime = 2000;

/** Acts on the files of a slice. Of what S3 leaves open it tries those files again. */
export async function runSlice(
  action: ChangeAction,
  caller: Caller,
  { place, plan, isRepeated }: PlannedSlice,
): Promise<SliceResult> {
  const outcomes = new Map<PlannedFile, ItemOutcome>(plan.files.map((file) => [file, 'unavailable']));
  const end = action.goesOnWhenIncomplete === true ? performance.now() + attemptsTime : Infinity;
  for (let attempt = 0; attempt < attempts && (attempt === 0 || performance.now() < end); attempt += 1) {
    const open = plan.files.filter((file) => outcomes.get(file) === 'unavailable');
    if (open.length === 0) break;
    const found = await action.act(caller, { place, files: open, isRepeated: isRepeated || attempt > 0 });
    for (const [index, file] of open.entries()) outcomes.set(file, found[index] ?? 'unavailable');
  }
  return resultOf(caller, plan, [...outcomes]);
}

function resultOf(caller: Caller, plan: SlicePlan, outcomes: readonly (readonly [PlannedFile, ItemOutcome])[]) {
  const failed = [
    ...plan.failed,
    ...outcomes.flatMap(([{ key }, code]) =>
      code === 'done' || code === 'skipped' || code === 'unfinished' ? [] : [{ path: pathOf(caller, key), code }],
    ),
  ];
  const doneCount = outcomes.filter(([, outcome]) => outcome === 'done').length;
  return {
    isIncomplete: outcomes.some(([, outcome]) => outcome === 'unavailable'),
    isUnfinished: outcomes.some(([, outcome]) => outcome === 'unfinished'),
    addTo: (record: ChangeRecord, now: Date): ChangeRecord => {
      const next = {
        ...record,
        nextSlice: record.nextSlice + 1,
        doneCount: record.doneCount + doneCount,
        failedCount: record.failedCount + failed.length,
        failed: [...record.failed, ...failed].slice(0, maxNamedFailures),
        updatedAt: now.toISOString(),
      };
      if (record.state !== 'running') return next;
      const endedAt = now.toISOString();
      if (plan.rest.length === 0) {
        return { ...next, state: 'done', totalCount: next.doneCount + next.failedCount, endedAt };
      }
      return record.isStopping === true ? { ...next, state: 'stopped', endedAt } : next;
    },
  };
}
