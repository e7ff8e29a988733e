import assert from 'node:assert/strict';

import { Cursor } from '@airlock/template';

import { secure } from './buckets.ts';
import { at, isAllowed, type Asked, type Check, type Read } from './check.ts';

const on = { Audit: 'on' };
const trailArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/airlock-audit';

/** Returns a check that a property has exactly this value in a stack that is audited. */
const property = (name: string, path: string, expected: unknown): Check => ({
  name,
  check: (read) => assert.deepEqual(at(read(on), path), expected),
});

const parts = ['AuditBucket', 'AuditBucketPolicy', 'AuditTrail'] as const;

const bucket: readonly Check[] = [
  ...['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map((block) =>
    property(`AuditBucket has ${block}`, `AuditBucket/PublicAccessBlockConfiguration/${block}`, true),
  ),
  property('AuditBucket has no access control lists', 'AuditBucket/OwnershipControls/Rules', [
    { ObjectOwnership: 'BucketOwnerEnforced' },
  ]),
  property(
    'AuditBucket is encrypted',
    'AuditBucket/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm',
    'AES256',
  ),
  property('AuditBucket keeps versions', 'AuditBucket/VersioningConfiguration/Status', 'Enabled'),
  property('AuditBucket can be locked', 'AuditBucket/ObjectLockEnabled', true),
  {
    name: 'AuditBucket locks each record for AuditDays, for everybody',
    check: (read) => {
      const lock = (days: number) => ({
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: days } },
      });
      assert.deepEqual(at(read(on), 'AuditBucket/ObjectLockConfiguration'), lock(365));
      assert.deepEqual(at(read({ ...on, AuditDays: 7 }), 'AuditBucket/ObjectLockConfiguration'), lock(7));
    },
  },
  {
    name: 'AuditBucket lets records go when their lock is over',
    check: (read) => {
      const rules = at(read({ ...on, AuditDays: 7 }), 'AuditBucket/LifecycleConfiguration/Rules');
      assert.deepEqual(rules, [
        {
          ...{ Id: 'records', Status: 'Enabled', ExpirationInDays: 7 },
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
        { Id: 'markers', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
      ]);
    },
  },
];

/** Asserts that even the administrator may not read, list and delete records with `wrong`. */
function refuses(read: Read, wrong: Partial<Asked>): void {
  const arn = read(on).attribute('AuditBucket', 'Arn');
  for (const [action, resource] of [
    ['s3:GetObject', `${arn}/AWSLogs/a`],
    ['s3:DeleteObjectVersion', `${arn}/AWSLogs/a`],
    ['s3:ListBucket', arn],
  ] as const) {
    const right = { action, resource, transport: secure };
    assert.equal(isAllowed(read(on), right), true);
    assert.equal(isAllowed(read(on), { ...right, ...wrong }), false);
  }
}

const policy: readonly Check[] = [
  {
    name: 'AuditBucketPolicy refuses plain HTTP',
    check: (read) => refuses(read, { transport: { ...secure, 'aws:SecureTransport': 'false' } }),
  },
  {
    name: 'AuditBucketPolicy refuses TLS below 1.2',
    check: (read) => refuses(read, { transport: { ...secure, 's3:TlsVersion': '1.1' } }),
  },
  {
    name: 'AuditBucketPolicy lets no administrator write records',
    check: (read) => {
      const resource = `${read(on).attribute('AuditBucket', 'Arn')}/AWSLogs/123456789012/CloudTrail/a.json.gz`;
      const write = { action: 's3:PutObject', resource, transport: secure };
      assert.equal(isAllowed(read(on), write), false);
      assert.equal(isAllowed(read(on), { ...write, context: { 'aws:SourceArn': trailArn } }), true);
    },
  },
  {
    name: 'AuditBucketPolicy lets this trail, and nobody else, write where its records belong',
    check: (read) => {
      const arn = read(on).attribute('AuditBucket', 'Arn');
      const statements = read(on).resource('AuditBucketPolicy').properties.at('PolicyDocument').at('Statement').list();
      const allowed = statements.filter((it) => it.at('Effect').text() === 'Allow');
      const trail = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } };
      const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' };
      assert.deepEqual(
        allowed.map(({ value }) => value),
        [
          {
            ...{ Sid: 'AllowTrailToSeeTheBucket', ...trail, Action: 's3:GetBucketAcl', Resource: arn },
            Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
          },
          {
            ...{ Sid: 'AllowTrailToWrite', ...trail, Action: 's3:PutObject' },
            Resource: `${arn}/AWSLogs/123456789012/*`,
            Condition: { StringEquals: { 'aws:SourceArn': trailArn, ...acl } },
          },
        ],
      );
    },
  },
];

const trail: readonly Check[] = [
  {
    name: 'AuditTrail records each read and each write of a file, and nothing else',
    check: (read) => {
      const arn = read().attribute('FilesBucket', 'Arn');
      const { properties } = read(on).resource('AuditTrail');
      const selectors = properties.at('AdvancedEventSelectors').list();
      assert.deepEqual(
        selectors.map((it) => it.at('FieldSelectors').value),
        [
          [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', StartsWith: [`${arn}/`] },
          ],
        ],
      );
      assert.equal(properties.maybe('EventSelectors'), undefined);
    },
  },
  {
    name: 'AuditTrail waits for the policy that lets it in',
    check: (read) => {
      const written = new Cursor(read.parsed, 'template').at('Resources').at('AuditTrail');
      assert.equal(written.at('DependsOn').value, 'AuditBucketPolicy');
    },
  },
  property('AuditTrail signs the hashes of its records', 'AuditTrail/EnableLogFileValidation', true),
  {
    name: 'AuditTrail has the name that the bucket lets in, and that bucket',
    check: (read) => {
      assert.equal(at(read(on), 'AuditTrail/TrailName'), trailArn.split('/')[1]);
      assert.equal(at(read(on), 'AuditTrail/S3BucketName'), read(on).id('AuditBucket'));
    },
  },
  {
    name: 'AuditTrail records while Audit is on, and not while it is paused',
    check: (read) => {
      assert.equal(at(read(on), 'AuditTrail/IsLogging'), true);
      assert.equal(at(read({ Audit: 'paused' }), 'AuditTrail/IsLogging'), false);
      assert.equal(at(read({ Audit: 'paused' }), 'AuditBucket/ObjectLockEnabled'), true);
    },
  },
];

export const auditChecks: readonly Check[] = [
  ...parts.map((logicalId): Check => ({
    name: `${logicalId} is there only with Audit, so that it costs nothing otherwise`,
    check: (read) => {
      const has = (Audit: string) => read({ Audit }).resources.some((it) => it.logicalId === logicalId);
      assert.deepEqual([has('off'), has('on'), has('paused')], [false, true, true]);
      assert.equal(read().resources.length, read({ Audit: 'off' }).resources.length);
    },
  })),
  ...bucket,
  ...policy,
  ...trail,
];
