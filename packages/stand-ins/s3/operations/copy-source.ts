import { uriDecode } from '../../sigv4/index.ts';
import { requireKeyAccess } from '../encryption.ts';
import { invalidArgument, S3Error } from '../errors.ts';
import { matchesETag } from '../preconditions.ts';
import type { ObjectVersion } from '../store/version-row.ts';
import type { BucketCall } from './call.ts';
import { findObject } from './find-version.ts';

export interface CopySource {
  readonly object: ObjectVersion;
  readonly arn: string;
  /** The version; `undefined` where versioning was never enabled. */
  readonly versionId: string | undefined;
}

/** Throws when the source was removed for good while it was copied. Called in the transaction that stores the copy. */
export function requireSource({ store }: BucketCall, { object }: CopySource): void {
  if (store.metadata.has(object.sequence)) return;
  throw new S3Error('NoSuchKey', { details: { Key: Buffer.from(object.key).toString() } });
}

const invalidSource = (value: string) =>
  invalidArgument(
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    'x-amz-copy-source',
    value,
  );

/**
 * Finds the object that `x-amz-copy-source` names. Throws unless the requester may read it and it meets the
 * `x-amz-copy-source-if-…` headers.
 */
export async function findCopySource(call: BucketCall): Promise<CopySource> {
  const source = sourceCall(call);
  const object = await findObject(source);
  checkConditions(call, object);
  await requireKeyAccess(source, object.headers, 'kms:Decrypt');
  return {
    object,
    arn: source.objectArn,
    versionId: source.bucket.versioning === 'never' ? undefined : object.versionId,
  };
}

/** Returns a GET of the source by the same requester. */
function sourceCall(call: BucketCall): BucketCall {
  const header = call.request.header('x-amz-copy-source') ?? '';
  const question = header.indexOf('?versionId=');
  const versionId = question < 0 ? undefined : header.slice(question + '?versionId='.length);
  const [, bucketName = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(decoded(header, question)) ?? [];
  if (key === '') throw invalidSource(header);
  const bucket = call.buckets.get(bucketName);
  if (!bucket) throw new S3Error('NoSuchBucket', { details: { BucketName: bucketName } });
  const owner = call.request.header('x-amz-source-expected-bucket-owner');
  if (owner !== undefined && owner !== call.accountId) throw new S3Error('AccessDenied');
  return {
    ...call,
    bucket,
    key,
    keyBytes: Buffer.from(key),
    objectArn: `${bucket.arn}/${key}`,
    request: { ...call.request, key, query: new Map(versionId === undefined ? [] : [['versionId', versionId]]) },
  };
}

function decoded(header: string, question: number): string {
  try {
    return uriDecode(question < 0 ? header : header.slice(0, question));
  } catch {
    throw invalidSource(header);
  }
}

/**
 * Checks both pairs of conditions as for a GET, except that a copy that may not happen is always 412 (CopyObject, API
 * Reference).
 */
function checkConditions({ request }: BucketCall, object: ObjectVersion): void {
  const condition = (name: string) => request.header(`x-amz-copy-source-${name}`);
  const [ifMatch, ifNoneMatch] = [condition('if-match'), condition('if-none-match')];
  const unmodifiedSince = Date.parse(condition('if-unmodified-since') ?? '');
  const modifiedSince = Date.parse(condition('if-modified-since') ?? '');
  const modifiedMs = object.modifiedAt.getTime();
  const refuse = (name: string) =>
    new S3Error('PreconditionFailed', { details: { Condition: `x-amz-copy-source-${name}` } });
  if (ifMatch !== undefined) {
    if (!matchesETag(ifMatch, object.etag)) throw refuse('If-Match');
  } else if (modifiedMs > unmodifiedSince) throw refuse('If-Unmodified-Since');
  if (ifNoneMatch !== undefined) {
    if (matchesETag(ifNoneMatch, object.etag)) throw refuse('If-None-Match');
  } else if (modifiedMs <= modifiedSince) throw refuse('If-Modified-Since');
}
