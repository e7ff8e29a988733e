import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';

import type { StackDescription } from '../../local/stack-file.ts';

const sid = 'DenyUnconditionalDeletes';

/**
 * Runs calls that delete while the policy of the files bucket lacks the statement that refuses deletes without a condition.
 * ministack has no condition key `s3:if-match`, so it would refuse every delete. The local S3 evaluates the statement.
 */
export async function withoutDeleteDeny<T>(stack: StackDescription, run: () => Promise<T>): Promise<T> {
  const Bucket = stack.filesBucket;
  const credentials = { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey };
  const s3 = new S3Client({ endpoint: stack.s3Url, region: stack.region, credentials, forcePathStyle: true });
  const put = (Policy: string) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  try {
    const { Policy: whole = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    const policy = JSON.parse(whole) as { readonly Statement: readonly { readonly Sid: string }[] };
    const Statement = policy.Statement.filter(({ Sid }) => Sid !== sid);
    if (Statement.length === policy.Statement.length) throw new Error(`The policy of ${Bucket} has no ${sid}.`);
    await put(JSON.stringify({ ...policy, Statement }));
    try {
      return await run();
    } finally {
      await put(whole);
    }
  } finally {
    s3.destroy();
  }
}
