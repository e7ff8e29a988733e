import type { Answer, BucketCall } from '../call.ts';
import { findUpload } from './find-upload.ts';

/** AbortMultipartUpload: frees every part. A part that is still being sent finds no upload when it arrives. */
export async function abortMultipartUpload(call: BucketCall): Promise<Answer> {
  await call.access.require('s3:AbortMultipartUpload', call.objectArn);
  await call.store.abort(() => findUpload(call));
  return { status: 204 };
}
