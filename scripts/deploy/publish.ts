import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { HeadObjectCommand, PutObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';

import { DeployError } from './deploy-error.ts';
import type { SiteFile } from './site-files.ts';

/**
 * Stores each file that the bucket does not hold in this form, one after the other. Files of earlier versions stay,
 * because a page that is open still requests them. Returns the keys that it stored.
 */
export async function publish(s3: S3Client, bucket: string, files: readonly SiteFile[]): Promise<readonly string[]> {
  const stored: string[] = [];
  for (const file of files) {
    if (await isStored(s3, bucket, file)) continue;
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: file.key, Body: file.body },
        ...{ ContentType: file.contentType, CacheControl: file.cacheControl },
        Metadata: file.commit === undefined ? undefined : { commit: file.commit },
      }),
    );
    stored.push(file.key);
  }
  return stored;
}

type Wanted = Pick<SiteFile, 'key' | 'etag'> & Partial<Pick<SiteFile, 'cacheControl' | 'contentType'>>;

/** Says whether the bucket holds a file with this content and, where they are given, these headers. */
export async function isStored(s3: S3Client, bucket: string, wanted: Wanted): Promise<boolean> {
  try {
    const found = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: wanted.key }));
    return (
      found.ETag === wanted.etag &&
      (wanted.cacheControl === undefined || found.CacheControl === wanted.cacheControl) &&
      (wanted.contentType === undefined || found.ContentType === wanted.contentType)
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound') return false;
    // The answer to HEAD has no body, and so no sentence. Without s3:ListBucket S3 says the same of a file that is not there.
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403) {
      throw new DeployError(
        `You may not look into ${bucket}, which needs s3:GetObject and s3:ListBucket: ask the administrator of the account for the permission (docs/deployer-policy.json), then run the same command again.`,
      );
    }
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
