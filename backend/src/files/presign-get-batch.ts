import type { PresignGetAnswer, PresignGetRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { settleEach, type CheckedFiles } from '../settle-each.ts';
import { presignGet } from './presign-get.ts';

/** Signs the downloads of some files, each as `presignGet` signs it alone. Resolves with what became of each, in the same order. */
export function presignGetBatch(
  needs: Parameters<typeof presignGet>[0],
  caller: Caller,
  { files, signal }: CheckedFiles<PresignGetRequest>,
): Promise<PromiseSettledResult<PresignGetAnswer>[]> {
  return settleEach(files, (file) => presignGet(needs, caller, file), signal);
}
