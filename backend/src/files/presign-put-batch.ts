import type { FileToUpload, PresignPutAnswer } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { settleEach, type CheckedFiles } from '../settle-each.ts';
import { presignPut } from './presign-put.ts';

/**
 * Signs the uploads of some files, each as `presignPut` signs it alone, for the endpoint of S3 that it asks for. Resolves with
 * what became of each, in the same order.
 */
export function presignPutBatch(
  needs: Parameters<typeof presignPut>[0],
  caller: Caller,
  { files, signal }: CheckedFiles<FileToUpload>,
): Promise<PromiseSettledResult<PresignPutAnswer>[]> {
  return settleEach(files, (file) => presignPut(needs, caller, file), signal);
}
