import { removed, replaced, widened } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const bucket = 'AuditBucket/Properties';
const statements = 'AuditBucketPolicy/Properties/PolicyDocument/Statement';
const trail = 'AuditTrail/Properties';
const selectors = `${trail}/AdvancedEventSelectors/0/FieldSelectors`;
const locked = 'AuditBucket locks each record for AuditDays, for everybody';
const everything = 'AuditTrail records each read and each write of a file, and nothing else';
const thisTrail = 'AuditBucketPolicy lets this trail, and nobody else, write where its records belong';

const ofBucket: readonly Mutant[] = [
  ...['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map((block) => ({
    name: `AuditBucket with ${block} false`,
    change: replaced(`${bucket}/PublicAccessBlockConfiguration/${block}`, false),
    caughtBy: `AuditBucket has ${block}`,
  })),
  {
    name: 'AuditBucket with access control lists',
    change: replaced(`${bucket}/OwnershipControls/Rules/0/ObjectOwnership`, 'ObjectWriter'),
    caughtBy: 'AuditBucket has no access control lists',
  },
  {
    name: 'records that are not encrypted',
    change: removed(`${bucket}/BucketEncryption`),
    caughtBy: 'AuditBucket is encrypted',
  },
  {
    name: 'records that can be overwritten',
    change: removed(`${bucket}/VersioningConfiguration`),
    caughtBy: 'AuditBucket keeps versions',
  },
  {
    name: 'no lock for records',
    change: removed(`${bucket}/ObjectLockEnabled`),
    caughtBy: 'AuditBucket can be locked',
  },
  {
    name: 'no record is locked by itself',
    change: removed(`${bucket}/ObjectLockConfiguration/Rule`),
    caughtBy: locked,
  },
  {
    name: 'a lock that an administrator lifts',
    change: replaced(`${bucket}/ObjectLockConfiguration/Rule/DefaultRetention/Mode`, 'GOVERNANCE'),
    caughtBy: locked,
  },
  {
    name: 'records that are locked for a day',
    change: replaced(`${bucket}/ObjectLockConfiguration/Rule/DefaultRetention/Days`, 1),
    caughtBy: locked,
  },
  ...['records', 'markers'].map((rule) => ({
    name: `${rule} of the audit for ever`,
    change: removed(`${bucket}/LifecycleConfiguration/Rules/${rule}`),
    caughtBy: 'AuditBucket lets records go when their lock is over',
  })),
];

const ofPolicy: readonly Mutant[] = [
  ...(
    [
      ['DenyPlainHttp', 'refuses plain HTTP'],
      ['DenyOldTls', 'refuses TLS below 1.2'],
      ['DenyRecordsOfOthers', 'lets no administrator write records'],
    ] as const
  ).flatMap(([sid, promise]): readonly Mutant[] => [
    {
      name: `no ${sid} for the audit`,
      change: removed(`${statements}/${sid}`),
      caughtBy: `AuditBucketPolicy ${promise}`,
    },
    {
      name: `${sid} for the audit of one account only`,
      change: replaced(`${statements}/${sid}/Principal`, { AWS: 'arn:aws:iam::210987654321:root' }),
      caughtBy: `AuditBucketPolicy ${promise}`,
    },
  ]),
  { name: 'records of any trail', change: removed(`${statements}/AllowTrailToWrite/Condition`), caughtBy: thisTrail },
  {
    name: 'the bucket of records for any trail',
    change: removed(`${statements}/AllowTrailToSeeTheBucket/Condition`),
    caughtBy: thisTrail,
  },
  {
    name: 'records of everybody',
    change: replaced(`${statements}/AllowTrailToWrite/Principal`, '*'),
    caughtBy: thisTrail,
  },
];

const ofTrail: readonly Mutant[] = [
  { name: 'records of every bucket', change: removed(`${selectors}/2`), caughtBy: everything },
  {
    name: 'records of writes only',
    change: widened(selectors, { Field: 'readOnly', Equals: ['false'] }),
    caughtBy: everything,
  },
  {
    name: 'records of management',
    change: replaced(`${selectors}/0/Equals`, ['Management']),
    caughtBy: everything,
  },
  {
    name: 'records that nobody can check',
    change: replaced(`${trail}/EnableLogFileValidation`, false),
    caughtBy: 'AuditTrail signs the hashes of its records',
  },
  {
    name: 'a trail that the bucket does not know',
    change: replaced(`${trail}/TrailName`, 'other'),
    caughtBy: 'AuditTrail has the name that the bucket lets in, and that bucket',
  },
  ...[true, false].map((value) => ({
    name: `a trail that records: ${value}`,
    change: replaced(`${trail}/IsLogging`, value),
    caughtBy: 'AuditTrail records while Audit is on, and not while it is paused',
  })),
];

export const auditMutants: readonly Mutant[] = [
  ...['AuditBucket', 'AuditBucketPolicy', 'AuditTrail'].map((logicalId) => ({
    name: `${logicalId} only while it records`,
    change: replaced(`${logicalId}/Condition`, 'IsAudited'),
    caughtBy: `${logicalId} is there only with Audit, so that it costs nothing otherwise`,
  })),
  {
    name: 'a trail before its bucket lets it in',
    change: removed('AuditTrail/DependsOn'),
    caughtBy: 'AuditTrail waits for the policy that lets it in',
  },
  ...ofBucket,
  ...ofPolicy,
  ...ofTrail,
];
