import type { ServerResponse } from 'node:http';

import type { Access, Requester } from '../access.ts';
import type { HashPool } from '../body/hash-pool.ts';
import type { Bucket } from '../bucket.ts';
import type { Buckets } from '../buckets.ts';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** What all operations need from their server. */
export interface Services {
  readonly store: ObjectStore;
  readonly pool: HashPool;
  readonly region: string;
  readonly accountId: string;
  readonly buckets: Buckets;
  readonly now: () => Date;
}

/** One authenticated request to the service. */
export interface Call extends Services {
  readonly request: S3Request;
  readonly requester: Requester;
  readonly access: Access;
}

/** One authenticated request to a bucket that exists, or to a key in it. */
export interface BucketCall extends Call {
  readonly bucket: Bucket;
  readonly key: string;
  readonly keyBytes: Uint8Array;
  /** The ARN: `arn:aws:s3:::bucket/key`. */
  readonly objectArn: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** XML text, or a function that streams an object after the headers have been sent. */
  readonly body?: string | ((response: ServerResponse) => Promise<void>);
}

/**
 * Adds the bucket to the call. Throws `NoSuchBucket`, and `AccessDenied` when the bucket belongs to another account
 * than expected.
 */
export function toBucket(call: Call): BucketCall {
  const { bucketName = '', key } = call.request;
  const bucket = call.buckets.get(bucketName);
  if (!bucket) throw new S3Error('NoSuchBucket', { details: { BucketName: bucketName } });
  const owner = call.request.header('x-amz-expected-bucket-owner');
  if (owner !== undefined && owner !== call.accountId) throw new S3Error('AccessDenied');
  return { ...call, bucket, key, keyBytes: Buffer.from(key), objectArn: `${bucket.arn}/${key}` };
}

export const xmlAnswer = (body: string): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'application/xml' },
  body,
});
