import { checkDeleteCondition } from '../preconditions.ts';
import type { Version } from '../store/version-row.ts';
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
  // "Conditional delete evaluations only apply to the current version of the object", also when a version is named.
  const condition = (current: Version | undefined) => checkDeleteCondition(ifMatch, current, key);
  return answer(await store.delete(bucket, { key: keyBytes, versionId, condition }));
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
