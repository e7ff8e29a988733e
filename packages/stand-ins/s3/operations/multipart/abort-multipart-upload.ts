import type { Answer, BucketCall } from '../call.ts';
import { findUpload } from './find-upload.ts';

/** AbortMultipartUpload: frees every part. A part that is still on its way finds no upload when it arrives. */
export async function abortMultipartUpload(call: BucketCall): Promise<Answer> {
  await call.access.demand('s3:AbortMultipartUpload', call.objectArn);
  await call.store.abort(() => findUpload(call));
  return { status: 204 };
}
