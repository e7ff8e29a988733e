import { HeadBucketCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';

import { DeployError } from './deploy-error.ts';
import type { Place } from './stack-state.ts';

/**
 * Refuses to create a stack beside the files of a deleted one of the same name. CloudFormation would find out half-way that
 * the bucket exists, and leave one more user pool of the same name.
 * @throws DeployError that names the way on
 */
export async function checkLeftovers(s3: S3Client, bucket: string, { stackName, region }: Place): Promise<void> {
  if (!(await isThere(s3, bucket))) return;
  throw new DeployError(
    `The bucket ${bucket} has outlived an earlier stack ${stackName}, and there cannot be a second one. Run "npm run adopt -- --stack ${stackName} --region ${region}", which gives a new stack the accounts and files of the old one, then the same command again. Nothing was changed.`,
  );
}

async function isThere(s3: S3Client, Bucket: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket }));
    return true;
  } catch (error) {
    // Whose it is, if anybody's, is not for this person to see: CloudFormation will say.
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404 || status === 403) return false;
    throw error;
  }
}
