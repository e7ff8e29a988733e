import type { Change, MoveFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { copyRequest } from './copies/copy-requests.ts';
import { moveAction, type MoveNeeds } from './copies/copying-action.ts';
import { undoneChange } from './request-of.ts';
import { startChange, type ChangeRequest, type EngineNeeds } from './run-change.ts';

/**
 * Moves files and folders of the caller, each file only while the version that was meant is current, and never over another
 * file. Renaming is moving. Throws `invalid-request` for items that contradict each other, and `not-found` for a change to
 * undo that is not there.
 */
export async function moveFiles(
  needs: EngineNeeds & MoveNeeds,
  caller: Caller,
  request: MoveFilesRequest,
): Promise<{ change: Change }> {
  return { change: await startChange(needs, moveAction(needs), caller, await asked(needs, caller, request)) };
}

async function asked(
  needs: EngineNeeds & MoveNeeds,
  caller: Caller,
  request: MoveFilesRequest,
): Promise<ChangeRequest> {
  if (request.change === undefined) return copyRequest(needs, caller, 'move', request);
  if (request.items === undefined && request.onConflict === undefined) {
    return undoneChange(needs, caller, request.change, ['move']);
  }
  throw new CodedError('invalid-request', 'Give either items or a change.', { field: 'items' });
}
