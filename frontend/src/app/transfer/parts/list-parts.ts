import type { ListPartsAnswer } from '@airlock/contract';

import type { ApiCalls, CallOptions } from '../requests/api-calls.ts';
import { UploadFailure } from '../requests/upload-failure.ts';

/** S3 does not know the upload any more: completed, aborted, or expired by the bucket's lifecycle. */
export class UploadGone extends Error {
  override readonly name = 'UploadGone';
}

/** What S3 has of an upload. Rejects with `UploadGone` when it has forgotten it. */
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
