import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { accessBlocks, type AccessBlock, type StateFacts, type Statement } from './facts.ts';

const policyDocument = v.object({
  Statement: v.array(
    v.object({ Effect: v.string(), Principal: v.unknown(), Action: v.unknown(), Condition: v.optional(v.unknown()) }),
  ),
});

/** Returns the statements of a bucket's policy. Without a policy nothing is refused. */
export async function policyOf(s3: S3Client, bucket: string): Promise<readonly Statement[]> {
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket })).catch(missing);
  return policy === undefined ? [] : statementsOf(policy.Policy ?? '');
}

/** Returns which of the bucket's public access blocks are on. */
export async function publicAccessOf(s3: S3Client, bucket: string): Promise<AccessBlock> {
  const blocks = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })).catch(missing);
  const set = blocks?.PublicAccessBlockConfiguration;
  return Object.fromEntries(accessBlocks.map((it) => [it, set?.[it] === true])) as AccessBlock;
}

/** Returns what S3 says about the state bucket. */
export async function stateFacts(s3: S3Client, bucket: string): Promise<StateFacts> {
  const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })).catch(missing);
  const rules = lifecycle?.Rules?.filter(({ Status, Filter }) => Status === 'Enabled' && (Filter?.Prefix ?? '') === '');
  const expirationDays = rules?.find(({ Expiration }) => Expiration?.Days !== undefined)?.Expiration?.Days;
  return { bucket, expirationDays, policy: await policyOf(s3, bucket), publicAccess: await publicAccessOf(s3, bucket) };
}

/** Passes over the error of a setting that the bucket does not have. */
function missing(error: unknown): undefined {
  const absent = /^NoSuch(?:BucketPolicy|LifecycleConfiguration|PublicAccessBlockConfiguration)$/;
  if (!(error instanceof Error && absent.test(error.name))) throw error;
}

const statementsOf = (text: string): readonly Statement[] => v.parse(policyDocument, JSON.parse(text)).Statement;
