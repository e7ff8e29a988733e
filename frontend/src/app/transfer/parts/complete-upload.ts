import type { CompleteUploadRequest } from '@airlock/contract';

import type { ApiCalls, CallOptions } from '../requests/api-calls.ts';
import { UploadFailure } from '../requests/upload-failure.ts';
import { UploadGone } from './list-parts.ts';
import { isNameTaken } from './name-taken.ts';

export type Completion =
  | { kind: 'stored'; crc64nvme: string }
  /** S3 misses parts. */
  | { kind: 'incomplete' }
  /** The name was taken, or what should be replaced has changed; the parts are kept. */
  | { kind: 'name-taken' };

/**
 * Puts the parts together. Repeatable: after a lost answer, a 504 or a conflict it is simply asked again, and answers for
 * an upload that is completed already as it did the first time. Rejects with `UploadGone` when S3 knows neither the
 * upload nor its outcome.
 */
export async function completeUpload(
  calls: ApiCalls,
  request: CompleteUploadRequest,
  terms: CallOptions,
): Promise<Completion> {
  try {
    const { crc64nvme } = await calls.call((api) => api.completeUpload(request, terms.signal), terms);
    return { kind: 'stored', crc64nvme };
  } catch (error) {
    if (isNameTaken(error)) return { kind: 'name-taken' };
    if (!(error instanceof UploadFailure)) throw error;
    if (error.code === 'upload-incomplete') return { kind: 'incomplete' };
    throw error.code === 'not-found' ? new UploadGone() : error;
  }
}
