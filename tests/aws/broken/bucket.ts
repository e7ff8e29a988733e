import {
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type CORSRule,
  type PublicAccessBlockConfiguration,
  type S3Client,
} from '@aws-sdk/client-s3';

import type { BrokenSetting } from './setting.ts';

export const brokenBucket = (s3: S3Client, bucket: string): readonly BrokenSetting[] => [
  ...ofCors(s3, bucket),
  ...ofPolicy(s3, bucket),
  ofPublicAccess(s3, bucket),
];

function ofCors(s3: S3Client, Bucket: string): readonly BrokenSetting[] {
  const put = (CORSRules: CORSRule[]) =>
    s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  const changed = (name: string, sentence: string, change: (rule: CORSRule) => Partial<CORSRule>): BrokenSetting => ({
    ...{ name, sentence },
    spoil: async () => {
      const { CORSRules = [] } = await s3.send(new GetBucketCorsCommand({ Bucket }));
      await put(CORSRules.map((rule) => ({ ...rule, ...change(rule) })));
      return () => put(CORSRules);
    },
  });
  return [
    {
      ...{ name: 'no CORS', sentence: 'lets nobody, not exactly' },
      spoil: async () => {
        const { CORSRules = [] } = await s3.send(new GetBucketCorsCommand({ Bucket }));
        await s3.send(new DeleteBucketCorsCommand({ Bucket }));
        return () => put(CORSRules);
      },
    },
    changed('another origin', 'lets nobody, not exactly', () => ({ AllowedOrigins: ['https://elsewhere.example'] })),
    changed('no PUT', 'does not allow PUT', () => ({ AllowedMethods: ['GET', 'HEAD'] })),
    changed('no checksum header', 'does not allow x-amz-checksum-crc64nvme', ({ AllowedHeaders = [] }) => ({
      AllowedHeaders: AllowedHeaders.filter((it) => it !== 'x-amz-checksum-crc64nvme'),
    })),
    changed('a hidden ETag', 'does not expose etag', () => ({ ExposeHeaders: ['x-amz-checksum-crc64nvme'] })),
  ];
}

interface Policy {
  readonly Statement: readonly { readonly Sid: string }[];
}

function ofPolicy(s3: S3Client, Bucket: string): readonly BrokenSetting[] {
  const put = (policy: string) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy }));
  const changed = (name: string, sentence: string, change: (policy: string) => string): BrokenSetting => ({
    ...{ name, sentence },
    spoil: async () => {
      const { Policy: policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
      await put(change(policy));
      return () => put(policy);
    },
  });
  const without = (sid: string) => (text: string) => {
    const policy = JSON.parse(text) as Policy;
    return JSON.stringify({ ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid !== sid) });
  };
  return [
    changed('plain HTTP', 'no longer refuses plain HTTP', without('DenyPlainHttp')),
    changed('old TLS', 'no longer refuses TLS below 1.2', without('DenyOldTls')),
    changed('old signatures', 'no longer refuses signatures of any age', without('DenyStaleSignatures')),
    changed('SigV2', 'no longer refuses signature version 2', without('DenySignatureVersion2')),
    changed('blind writes', 'no longer refuses writes that overwrite blindly', without('DenyUnconditionalWrites')),
    changed('blind deletes', 'no longer refuses deletes of whatever is current', without('DenyUnconditionalDeletes')),
    changed('ACL writes', 'no longer refuses ACL writes', without('DenyAclWrites')),
    changed('signatures of five minutes', 'refuses signatures after 300 s', (it) => it.replace('900000', '300000')),
  ];
}

const ofPublicAccess = (s3: S3Client, Bucket: string): BrokenSetting => ({
  ...{ name: 'public access', sentence: 'lacks BlockPublicPolicy' },
  spoil: async () => {
    const put = (it: PublicAccessBlockConfiguration) =>
      s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: it }));
    const { PublicAccessBlockConfiguration: all = {} } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    await put({ ...all, BlockPublicPolicy: false });
    return () => put(all);
  },
});
