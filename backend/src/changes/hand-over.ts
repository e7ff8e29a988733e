import type { Caller } from '../caller.ts';
import type { ChangeOperation, ChangeWorkflow } from './change-workflow.ts';
import type { ChangeRecord } from './change-record.ts';
import type { ChangeStore } from './change-store.ts';
import type { Clock } from './clock.ts';
import { updateRecord } from './update-record.ts';

/**
 * Calls after which an execution of the workflow leaves the change to the next one. A Standard execution may have 25,000
 * events, and a call makes 7 of them, or 22 when it fails five times before (`tests/docs/history.spec.ts`).
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const callsPerExecution = 1000;

/** Returns the record with one more call of its execution. */
export function counted(record: ChangeRecord): ChangeRecord {
  return { ...record, callCount: (record.callCount ?? 0) + 1 };
}

interface Needs {
  readonly changes: ChangeStore;
  readonly workflow: ChangeWorkflow;
  readonly clock: Clock;
}

/**
 * Leaves a change to another execution when this one has made as many calls as it may. Returns whether it did. The record is
 * written first: where the start fails or its answer is lost, this execution goes on, and a second one does no harm.
 */
export async function handOver(
  { changes, workflow, clock }: Needs,
  operation: ChangeOperation,
  caller: Caller,
  { changeId, callCount = 0, execution = 0 }: ChangeRecord,
): Promise<boolean> {
  if (callCount < callsPerExecution) return false;
  const next = execution + 1;
  await updateRecord({ changes }, caller, changeId, (current) =>
    (current.execution ?? 0) < next
      ? { ...current, callCount: 0, execution: next, updatedAt: clock.now().toISOString() }
      : current,
  );
  await workflow.start({ operation, userId: caller.id, changeId, execution: next });
  return true;
}
