import type { ChangeAnswer, ShowChangeRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { changeOf } from './change-of.ts';
import type { ChangeStore } from './change-store.ts';
import type { Clock } from './clock.ts';
import { readRecord } from './update-record.ts';

/** Shows one of the caller's changes as it is now. Throws the same `not-found` for no change and for a stranger's. */
export async function showChange(
  { changes, clock }: { changes: ChangeStore; clock: Clock },
  caller: Caller,
  { changeId }: ShowChangeRequest,
): Promise<ChangeAnswer> {
  const { record } = await readRecord(changes, caller, changeId);
  return { change: changeOf(record, clock.now()) };
}
