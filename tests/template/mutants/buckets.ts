import { removed, replaced, widened } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const files = 'FilesBucket/Properties';
const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

const eachBucket = ['FilesBucket', 'StateBucket', 'WebBucket'].flatMap((bucket): readonly Mutant[] => [
  ...blocks.flatMap((block): readonly Mutant[] => [
    {
      name: `${bucket} with ${block} false`,
      change: replaced(`${bucket}/Properties/PublicAccessBlockConfiguration/${block}`, false),
      caughtBy: `${bucket} has ${block}`,
    },
    {
      name: `${bucket} without ${block}`,
      change: removed(`${bucket}/Properties/PublicAccessBlockConfiguration/${block}`),
      caughtBy: `${bucket} has ${block}`,
    },
  ]),
  {
    name: `${bucket} with access control lists`,
    change: replaced(`${bucket}/Properties/OwnershipControls/Rules/0/ObjectOwnership`, 'ObjectWriter'),
    caughtBy: `${bucket} has no access control lists`,
  },
  {
    name: `${bucket} without BucketEncryption`,
    change: removed(`${bucket}/Properties/BucketEncryption`),
    caughtBy: `${bucket} is encrypted`,
  },
]);

const versioned = ['FilesBucket', 'WebBucket'].map((bucket): Mutant => ({
  name: `${bucket} without VersioningConfiguration`,
  change: removed(`${bucket}/Properties/VersioningConfiguration`),
  caughtBy: `${bucket} keeps versions`,
}));

const encryption = 'BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault';

const withoutKey = ['FilesBucket', 'StateBucket'].map((bucket): Mutant => ({
  name: `${bucket} without the KMS key`,
  change: removed(`${bucket}/Properties/${encryption}/KMSMasterKeyID`),
  caughtBy: `${bucket} takes the KMS key of the parameter`,
}));
const rule = `${files}/CorsConfiguration/CorsRules/0`;

const rules = `${files}/LifecycleConfiguration/Rules`;
const unfinished = 'FilesBucket aborts incomplete uploads after UnfinishedUploadDays';
const keptVersions = 'FilesBucket keeps KeptVersions of a file, and the one of a deleted file';

const filesBucket: readonly Mutant[] = [
  {
    name: 'parts for ever',
    change: removed(`${files}/LifecycleConfiguration/Rules/incomplete-uploads`),
    caughtBy: unfinished,
  },
  {
    name: 'parts for a day, whatever the parameter says',
    change: replaced(`${rules}/incomplete-uploads/AbortIncompleteMultipartUpload/DaysAfterInitiation`, 1),
    caughtBy: unfinished,
  },
  {
    name: 'old versions for ever',
    change: replaced(`${files}/LifecycleConfiguration/Rules/old-versions/Status`, 'Disabled'),
    caughtBy: 'FilesBucket lets old versions expire',
  },
  { name: 'any number of versions', change: removed(`${rules}/many-versions`), caughtBy: keptVersions },
  {
    name: 'as many versions, whatever the parameter says',
    change: replaced(`${rules}/many-versions/NoncurrentVersionExpiration/NewerNoncurrentVersions`, 50),
    caughtBy: keptVersions,
  },
  {
    name: 'files for every origin',
    change: replaced(`${rule}/AllowedOrigins`, ['*']),
    caughtBy: 'FilesBucket answers the app, and nobody else',
  },
  {
    name: 'no DevOrigin for files',
    change: removed(`${rule}/AllowedOrigins/2`),
    caughtBy: 'FilesBucket answers the app, and nobody else',
  },
  {
    name: 'files for the own domain alone',
    change: removed(`${rule}/AllowedOrigins/1`),
    caughtBy: 'FilesBucket answers the app under both of its names',
  },
  {
    name: 'no files for the own domain',
    change: removed(`${rule}/AllowedOrigins/0`),
    caughtBy: 'FilesBucket answers the app under both of its names',
  },
  {
    name: 'DELETE from browsers',
    change: widened(`${rule}/AllowedMethods`, 'DELETE'),
    caughtBy: 'FilesBucket takes named methods from browsers',
  },
  {
    name: 'every header from browsers',
    change: replaced(`${rule}/AllowedHeaders`, ['*']),
    caughtBy: 'FilesBucket takes named headers from browsers',
  },
  {
    name: 'no ETag for browsers',
    change: removed(`${rule}/ExposedHeaders/0`),
    caughtBy: 'FilesBucket shows browsers ETag and checksum',
  },
];

const denied: readonly (readonly [sid: string, promise: string])[] = [
  ['DenyPlainHttp', 'refuses plain HTTP'],
  ['DenyOldTls', 'refuses TLS below 1.2'],
  ['DenyStaleSignatures', 'refuses signatures older than 15 minutes'],
  ['DenySignatureVersion2', 'refuses signature version 2'],
  ['DenyUnconditionalWrites', 'refuses blind writes'],
  ['DenyUnconditionalDeletes', 'refuses blind deletes'],
  ['DenyAclWrites', 'refuses ACL writes'],
];

const statements = 'FilesBucketPolicy/Properties/PolicyDocument/Statement';

const filesBucketPolicy = denied.flatMap(([sid, promise]): readonly Mutant[] => [
  { name: `no ${sid}`, change: removed(`${statements}/${sid}`), caughtBy: `FilesBucketPolicy ${promise}` },
  {
    name: `${sid} for one account only`,
    change: replaced(`${statements}/${sid}/Principal`, { AWS: 'arn:aws:iam::210987654321:root' }),
    caughtBy: `FilesBucketPolicy ${promise}`,
  },
  {
    name: `${sid} for another folder only`,
    change: replaced(`${statements}/${sid}/Resource`, { 'Fn::Sub': '${FilesBucket.Arn}/other/*' }),
    caughtBy: `FilesBucketPolicy ${promise}`,
  },
]);

const weakened: readonly Mutant[] = [
  {
    name: 'TLS 1.1',
    change: replaced(`${statements}/DenyOldTls/Condition`, { NumericLessThan: { 's3:TlsVersion': '1.1' } }),
    caughtBy: 'FilesBucketPolicy refuses TLS below 1.2',
  },
  {
    name: 'signatures of a day',
    change: replaced(`${statements}/DenyStaleSignatures/Condition`, {
      NumericGreaterThan: { 's3:signatureAge': '86400000' },
    }),
    caughtBy: 'FilesBucketPolicy refuses signatures older than 15 minutes',
  },
  {
    name: 'versions that nobody may remove',
    change: widened(`${statements}/DenyUnconditionalDeletes/Action`, 's3:DeleteObjectVersion'),
    caughtBy: 'FilesBucketPolicy refuses blind deletes',
  },
  {
    name: 'files for everybody',
    change: replaced(`${statements}/DenyAclWrites/Effect`, 'Allow'),
    caughtBy: 'FilesBucketPolicy allows nothing of its own',
  },
];

const webStatements = 'WebBucketPolicy/Properties/PolicyDocument/Statement';

const webBucketPolicy: readonly Mutant[] = [
  {
    name: 'no DenyPlainHttp for the app',
    change: removed(`${webStatements}/DenyPlainHttp`),
    caughtBy: 'WebBucketPolicy refuses plain HTTP',
  },
  {
    name: 'the app for every distribution',
    change: removed(`${webStatements}/AllowDistribution/Condition`),
    caughtBy: 'WebBucketPolicy lets this distribution, and nobody else, read',
  },
  {
    name: 'the app for everybody',
    change: replaced(`${webStatements}/AllowDistribution/Principal`, '*'),
    caughtBy: 'WebBucketPolicy lets this distribution, and nobody else, read',
  },
];

export const bucketMutants: readonly Mutant[] = [
  ...eachBucket,
  ...versioned,
  ...withoutKey,
  ...filesBucket,
  ...filesBucketPolicy,
  ...weakened,
  ...webBucketPolicy,
];
