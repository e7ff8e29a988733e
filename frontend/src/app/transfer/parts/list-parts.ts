import type { ListPartsAnswer } from '@airlock/contract';

import type { ApiCalls, CallOptions } from '../requests/api-calls.ts';
import { UploadFailure } from '../requests/upload-failure.ts';

/**
 * Says that S3 no longer knows the upload: it was completed or aborted, or the lifecycle rule of the bucket removed it.
 */
export class UploadGone extends Error {
  override readonly name = 'UploadGone';
}

/** Resolves with the parts that S3 has of an upload. Rejects with `UploadGone` when S3 no longer knows the upload. */
export async function listParts(
  { calls, uploadId, path }: { calls: ApiCalls; uploadId: string; path: string },
  terms: CallOptions,
): Promise<ListPartsAnswer['parts']> {
  try {
    return (await calls.call((api) => api.listParts({ uploadId, path }, terms.signal), terms)).parts;
  } catch (error) {
    if (error instanceof UploadFailure && error.code === 'not-found') throw new UploadGone();
    throw error;
  }
}
