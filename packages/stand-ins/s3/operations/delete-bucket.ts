import { S3Error } from '../errors.ts';
import type { Answer, BucketCall } from './call.ts';

/** DeleteBucket: removes a bucket that has no object and no old version. Unfinished uploads are removed with it. */
export async function deleteBucket({ access, bucket, store, buckets }: BucketCall): Promise<Answer> {
  await access.require('s3:DeleteBucket', bucket.arn);
  if (store.metadata.hasVersions(bucket.name)) {
    const message =
      bucket.versioning === 'never'
        ? 'The bucket you tried to delete is not empty'
        : 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
    throw new S3Error('BucketNotEmpty', { message, details: { BucketName: bucket.name } });
  }
  const unused = buckets.remove(bucket.name);
  await store.removeBlobs(unused);
  return { status: 204 };
}
