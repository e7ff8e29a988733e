import { GetBucketPolicyCommand, HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ResolvedTemplate } from '@airlock/template';

import { DeployError } from '../deploy/deploy-error.ts';
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
    if (!(await isOurs(search, name))) continue;
    found.push({ logicalId, type, identifier: { BucketName: name } });
    if (!(await hasPolicy(search, name))) continue;
    for (const policy of search.template.ofType('AWS::S3::BucketPolicy')) {
      if (policy.properties.at('Bucket').text() !== name) continue;
      found.push({ logicalId: policy.logicalId, type: policy.type, identifier: { Bucket: name } });
    }
  }
  return found;
}

async function isOurs({ s3, template: { stack } }: Search, name: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: stack.accountId }));
    return true;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return false;
    if (status === 403) {
      throw new DeployError(
        `The bucket ${name} belongs to another account, or you may not see it: check which account your credentials are for, and that they may s3:ListBucket. Nothing was changed.`,
      );
    }
    if (status === 301) {
      throw new DeployError(`The bucket ${name} is not in ${stack.region}: give its --region. Nothing was changed.`);
    }
    throw error;
  }
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

/** Reads the status of an answer. An answer to HEAD has no body that could name the error. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  const hasStatus = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return hasStatus ? Number(metadata.httpStatusCode) : undefined;
}
