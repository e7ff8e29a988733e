import type { Change, CopyFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { copyRequest } from './copies/copy-requests.ts';
import { copyAction } from './copies/copying-action.ts';
import type { CopyNeeds } from './copies/copying.ts';
import { startChange, type EngineNeeds } from './run-change.ts';

/**
 * Copies files and folders of the caller, each file only while the version that was meant is current, and never over another
 * file. Throws `invalid-request` for items that contradict each other.
 */
export async function copyFiles(
  needs: EngineNeeds & CopyNeeds,
  caller: Caller,
  request: CopyFilesRequest,
): Promise<{ change: Change }> {
  const asked = await copyRequest(needs, caller, 'copy', request);
  return { change: await startChange(needs, copyAction(needs), caller, asked) };
}
