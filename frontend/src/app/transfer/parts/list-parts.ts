import type { ListPartsAnswer } from '@airlock/contract';

import type { ApiCalls, CallTerms } from '../requests/api-calls.ts';
import { GivenUp } from '../requests/given-up.ts';

/** S3 does not know the upload any more: completed, aborted, or expired by the bucket's lifecycle. */
export class UploadGone extends Error {
  override readonly name = 'UploadGone';
}

/** What S3 has of an upload. Rejects with `UploadGone` when it has forgotten it. */
export async function listParts(
  { calls, uploadId, path }: { calls: ApiCalls; uploadId: string; path: string },
  terms: CallTerms,
): Promise<ListPartsAnswer['parts']> {
  try {
    return (await calls.call((api) => api.listParts({ uploadId, path }, terms.signal), terms)).parts;
  } catch (error) {
    if (error instanceof GivenUp && error.code === 'not-found') throw new UploadGone();
    throw error;
  }
}
