import type { Context } from '../access.ts';
import { invalidArgument, S3Error } from '../errors.ts';
import { isVersionId } from '../store/version-ids.ts';
import type { ObjectVersion } from '../store/version-row.ts';
import type { BucketCall } from './call.ts';

/** Returns `versionId` of the query. Throws `InvalidArgument` for a text that cannot be a version id. */
export function requestedVersionId({ request }: BucketCall): string | undefined {
  const versionId = request.query.get('versionId');
  if (versionId === undefined) return undefined;
  if (versionId === '') throw invalidArgument('Version id cannot be the empty string', 'versionId', versionId);
  if (versionId !== 'null' && !isVersionId(versionId)) {
    throw invalidArgument('Invalid version id specified', 'versionId', versionId);
  }
  return versionId;
}

/** The actions that the policies must allow for the current version and for a named version. */
interface VersionActions {
  readonly current: string;
  readonly version: string;
}

const reading: VersionActions = { current: 's3:GetObject', version: 's3:GetObjectVersion' };

/**
 * Finds the object that a GET or HEAD is about. A requester who may not list the bucket is not told what is missing in
 * it, but gets 403 instead of 404 (GetObject, API Reference).
 */
export async function findObject(
  call: BucketCall,
  actions: VersionActions = reading,
  context: Context = {},
): Promise<ObjectVersion> {
  const { access, bucket, key, keyBytes, objectArn, store } = call;
  const versionId = requestedVersionId(call);
  await access.require(versionId === undefined ? actions.current : actions.version, objectArn, context);
  const found =
    versionId === undefined
      ? store.metadata.latest(bucket.name, keyBytes)
      : store.metadata.version(bucket.name, keyBytes, versionId);
  if (found?.kind === 'object') return found;
  await access.require(versionId === undefined ? 's3:ListBucket' : 's3:ListBucketVersions', bucket.arn);
  if (!found) {
    throw versionId === undefined
      ? new S3Error('NoSuchKey', { details: { Key: key } })
      : new S3Error('NoSuchVersion', { details: { Key: key, VersionId: versionId } });
  }
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.versionId };
  if (versionId === undefined) throw new S3Error('NoSuchKey', { details: { Key: key }, headers });
  throw new S3Error('MethodNotAllowed', {
    details: { Method: call.request.method, ResourceType: 'DeleteMarker' },
    headers: { ...headers, Allow: 'DELETE', 'Last-Modified': found.modifiedAt.toUTCString() },
  });
}
