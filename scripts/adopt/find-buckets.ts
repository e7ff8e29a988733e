import { GetBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ResolvedTemplate } from '@airlock/template';

import { isOurBucket } from '../deploy/our-bucket.ts';
import type { RetainedResource } from './import-template.ts';

interface Search {
  readonly s3: S3Client;
  readonly template: ResolvedTemplate;
}

/**
 * Finds the template's buckets that are there, and their policies. A bucket that is missing will be made by the deploy.
 * CloudFormation refuses to create a policy for a bucket that has one, so policies are adopted too.
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1068
 * @throws DeployError when a bucket belongs to somebody else
 */
export async function findBuckets(search: Search): Promise<readonly RetainedResource[]> {
  const found: RetainedResource[] = [];
  for (const { logicalId, type } of search.template.ofType('AWS::S3::Bucket')) {
    const name = search.template.id(logicalId);
    if (!(await isOurBucket(search.s3, name, search.template.stack))) continue;
    found.push({ logicalId, type, identifier: { BucketName: name } });
    if (!(await hasPolicy(search, name))) continue;
    for (const policy of search.template.ofType('AWS::S3::BucketPolicy')) {
      if (policy.properties.at('Bucket').text() !== name) continue;
      found.push({ logicalId: policy.logicalId, type: policy.type, identifier: { Bucket: name } });
    }
  }
  return found;
}

async function hasPolicy({ s3 }: Search, name: string): Promise<boolean> {
  try {
    await s3.send(new GetBucketPolicyCommand({ Bucket: name }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucketPolicy') return false;
    throw error;
  }
}
