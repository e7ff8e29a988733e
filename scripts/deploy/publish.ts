import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

import type { SiteFile } from './site-files.ts';

/**
 * Stores each file that the bucket does not hold in this form, one after the other. Files of earlier versions stay,
 * because a page that is open still requests them. Returns the keys that it stored.
 */
export async function publish(s3: S3Client, bucket: string, files: readonly SiteFile[]): Promise<readonly string[]> {
  const stored: string[] = [];
  for (const file of files) {
    if (await isThere(s3, bucket, file)) continue;
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: file.key, Body: file.body },
        ...{ ContentType: file.contentType, CacheControl: file.cacheControl },
      }),
    );
    stored.push(file.key);
  }
  return stored;
}

async function isThere(s3: S3Client, bucket: string, wanted: SiteFile): Promise<boolean> {
  try {
    const found = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: wanted.key }));
    return (
      found.ETag === wanted.etag &&
      found.CacheControl === wanted.cacheControl &&
      found.ContentType === wanted.contentType
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound') return false;
    throw error;
  }
}

/** Makes CloudFront's edges drop the files that changed without a new name. Files with hashed names never change. */
export async function invalidate(region: string, distribution: string, changed: readonly SiteFile[]): Promise<void> {
  const paths = changed.filter(({ cacheControl }) => cacheControl === 'no-cache').map(({ key }) => `/${key}`);
  if (paths.length === 0) return;
  const items = paths.length > 10 ? ['/*'] : ['/', ...paths];
  const cloudFront = new CloudFrontClient({ region });
  const InvalidationBatch = {
    CallerReference: `deploy-${Date.now()}`,
    Paths: { Quantity: items.length, Items: items },
  };
  await cloudFront.send(new CreateInvalidationCommand({ DistributionId: distribution, InvalidationBatch }));
  cloudFront.destroy();
}
