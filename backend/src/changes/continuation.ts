import type { Caller } from '../caller.ts';
import type { ChangeAction } from './change-action.ts';
import { continueChange, failChange, type EngineNeeds } from './run-change.ts';

/** Returns how the changes of one operation go on when the workflow calls its function. */
export function continuationOf(needs: EngineNeeds, action: ChangeAction) {
  return {
    next: (caller: Caller, changeId: string): Promise<boolean> => continueChange(needs, action, caller, changeId),
    fail: (caller: Caller, changeId: string): Promise<void> => failChange(needs, action, caller, changeId),
  };
}
