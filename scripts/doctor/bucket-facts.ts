import { GetBucketPolicyCommand, GetPublicAccessBlockCommand, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { accessBlocks, type AccessBlock, type Facts, type Statement } from './facts.ts';

const policyDocument = v.object({
  Statement: v.array(
    v.object({ Effect: v.string(), Principal: v.unknown(), Action: v.unknown(), Condition: v.optional(v.unknown()) }),
  ),
});

/** Returns what S3 says about the bucket's policy and its public access block. Without either, nothing is refused. */
export async function bucketFacts(s3: S3Client, bucket: string): Promise<Pick<Facts, 'policy' | 'publicAccess'>> {
  const missing = (error: unknown) => {
    if (error instanceof Error && /^NoSuch(?:BucketPolicy|PublicAccessBlockConfiguration)$/.test(error.name))
      return undefined;
    throw error;
  };
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket })).catch(missing);
  const blocks = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })).catch(missing);
  const set = blocks?.PublicAccessBlockConfiguration;
  return {
    policy: policy === undefined ? [] : statementsOf(policy.Policy ?? ''),
    publicAccess: Object.fromEntries(accessBlocks.map((it) => [it, set?.[it] === true])) as AccessBlock,
  };
}

const statementsOf = (text: string): readonly Statement[] => v.parse(policyDocument, JSON.parse(text)).Statement;
