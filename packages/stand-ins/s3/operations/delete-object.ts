import { checkDeleteCondition } from '../preconditions.ts';
import type { Answer, BucketCall } from './call.ts';
import { requestedVersionId } from './find-version.ts';

/**
 * DeleteObject: deletes the current version (adds a delete marker where versioning is enabled) or one version for good.
 */
export async function deleteObject(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, key, keyBytes, objectArn, store } = call;
  const versionId = requestedVersionId(call);
  const ifMatch = request.header('if-match');
  await access.require(versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', objectArn);
  // "You must have the s3:DeleteObject and s3:GetObject permissions" to compare an ETag; not for `*`.
  if (ifMatch !== undefined && ifMatch !== '*') await access.require('s3:GetObject', objectArn);
  if (versionId === undefined) {
    return answer(await store.delete(bucket, keyBytes, (current) => checkDeleteCondition(ifMatch, current, key)));
  }
  // "Conditional delete evaluations only apply to the current version of the object."
  checkDeleteCondition(ifMatch, store.metadata.latest(bucket.name, keyBytes), key);
  return answer(await store.deleteVersion(bucket, keyBytes, versionId));
}

function answer({ versionId, deleteMarker }: { versionId: string | undefined; deleteMarker: boolean }): Answer {
  return {
    status: 204,
    headers: {
      ...(versionId !== undefined && { 'x-amz-version-id': versionId }),
      ...(deleteMarker && { 'x-amz-delete-marker': 'true' }),
    },
  };
}
