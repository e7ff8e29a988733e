import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StackPlace } from '@airlock/template';

import { DeployError } from './deploy-error.ts';
import { nothingChanged } from './step.ts';

/**
 * Whether a bucket of this name is there.
 * @throws DeployError when it belongs to somebody else, or is elsewhere
 */
export async function isOurBucket(s3: S3Client, name: string, place: Place): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: place.accountId }));
    return true;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return false;
    if (status === 403) {
      throw new DeployError(
        `The bucket ${name} belongs to another account, or you may not see it: check which account your credentials are for, and that they may s3:ListBucket. ${nothingChanged}`,
      );
    }
    if (status === 301) {
      throw new DeployError(`The bucket ${name} is not in ${place.region}: give its --region. ${nothingChanged}`);
    }
    throw error;
  }
}

type Place = Pick<StackPlace, 'accountId' | 'region'>;

/**
 * Refuses to make a new stack while the buckets of an earlier one are there: CloudFormation cannot create them again, and a new pool
 * would give people other ids than those that the files are stored under.
 * @throws DeployError
 */
export async function refuseLeftBuckets(s3: S3Client, names: readonly string[], place: StackPlace): Promise<void> {
  for (const name of names) {
    if (!(await isOurBucket(s3, name, place))) continue;
    throw new DeployError(
      `The bucket ${name} is left of an earlier stack: run "npm run adopt -- --stack ${place.name} --region ${place.region}" first, with the other options of this deploy. It makes a stack of the pool and the buckets that are left, so that the same people see the same files. If nothing is stored there, delete the buckets instead. ${nothingChanged}`,
    );
  }
}

/** Reads the status of an answer. An answer to HEAD has no body that could name the error. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  const hasStatus = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return hasStatus ? Number(metadata.httpStatusCode) : undefined;
}
