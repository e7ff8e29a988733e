import type { ChangeAnswer, StopChangeRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { changeOf } from './change-of.ts';
import type { ChangeStore } from './change-store.ts';
import type { Clock } from './clock.ts';
import { updateRecord } from './update-record.ts';

/**
 * Stops one of the caller's changes. The slice that is under way is still done and counted, and the change runs until then;
 * the workflow begins no other slice. A change that has ended stays as it is. Throws the same `not-found` for no change and for a stranger's.
 */
export async function stopChange(
  { changes, clock }: { changes: ChangeStore; clock: Clock },
  caller: Caller,
  { changeId }: StopChangeRequest,
): Promise<ChangeAnswer> {
  const record = await updateRecord({ changes }, caller, changeId, (current) =>
    current.state === 'running' ? { ...current, isStopping: true } : current,
  );
  return { change: changeOf(record, clock.now()) };
}
