import assert from 'node:assert/strict';

import { at, isAllowed, property, type Asked, type Check, type Read } from './check.ts';

const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

const eachBucket = ['FilesBucket', 'StateBucket', 'WebBucket'].flatMap((bucket): readonly Check[] => [
  ...blocks.map((block) =>
    property(`${bucket} has ${block}`, `${bucket}/PublicAccessBlockConfiguration/${block}`, true),
  ),
  property(`${bucket} has no access control lists`, `${bucket}/OwnershipControls/Rules`, [
    { ObjectOwnership: 'BucketOwnerEnforced' },
  ]),
  property(
    `${bucket} is encrypted`,
    `${bucket}/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm`,
    'AES256',
  ),
]);

const versioned = ['FilesBucket', 'WebBucket'].map((bucket) =>
  property(`${bucket} keeps versions`, `${bucket}/VersioningConfiguration/Status`, 'Enabled'),
);

const kmsKey = 'arn:aws:kms:eu-central-1:123456789012:key/k';
const encryption = 'BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/KMSMasterKeyID';

const withKey = ['FilesBucket', 'StateBucket'].map((bucket): Check => ({
  name: `${bucket} takes the KMS key of the parameter`,
  check: (read) => assert.equal(at(read({ FilesKmsKeyArn: kmsKey }), `${bucket}/${encryption}`), kmsKey),
}));

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/a';

const filesBucket: readonly Check[] = [
  {
    name: 'FilesBucket answers the app, and nobody else',
    check: (read) => {
      const origin = `https://${read().attribute('Distribution', 'DomainName')}`;
      const origins = 'FilesBucket/CorsConfiguration/CorsRules/0/AllowedOrigins';
      assert.deepEqual(at(read(), origins), [origin]);
      const dev = 'http://localhost:4200';
      assert.deepEqual(at(read({ DevOrigin: dev }), origins), [origin, dev]);
    },
  },
  {
    name: 'FilesBucket answers the app under both of its names',
    check: (read) => {
      const named = read({ AppDomainName: 'files.example.com', AppCertificateArn: certificate });
      const origins = ['https://files.example.com', `https://${named.attribute('Distribution', 'DomainName')}`];
      assert.deepEqual(at(named, 'FilesBucket/CorsConfiguration/CorsRules/0/AllowedOrigins'), origins);
    },
  },
  property(
    'FilesBucket takes named methods from browsers',
    'FilesBucket/CorsConfiguration/CorsRules/0/AllowedMethods',
    ['GET', 'HEAD', 'PUT'],
  ),
  property(
    'FilesBucket takes named headers from browsers',
    'FilesBucket/CorsConfiguration/CorsRules/0/AllowedHeaders',
    ['content-type', 'if-match', 'if-none-match', 'range', 'x-amz-checksum-crc64nvme'],
  ),
  property('FilesBucket shows browsers ETag and checksum', 'FilesBucket/CorsConfiguration/CorsRules/0/ExposedHeaders', [
    'ETag',
    'x-amz-checksum-crc64nvme',
    'x-amz-checksum-type',
  ]),
];

export const secure = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };
export const created = { 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' };

/** Asserts that even the administrator may not write a file with `wrong`, but may write and read a file without it. */
function refuses(read: Read, wrong: Partial<Asked>): void {
  const bucket = read().attribute('FilesBucket', 'Arn');
  const right = { action: 's3:PutObject', resource: `${bucket}/users/u/a`, context: created, transport: secure };
  assert.equal(isAllowed(read(), right), true);
  assert.equal(isAllowed(read(), { ...right, ...wrong }), false);
  const reading = { ...right, action: 's3:GetObject', context: {} };
  assert.equal(isAllowed(read(), reading), true);
}

/** Asserts that `wrong` stops reading and listing too, and not only writing. */
function refusesAll(read: Read, wrong: Partial<Asked>): void {
  refuses(read, { ...wrong, context: { ...created, ...wrong.context } });
  const bucket = read().attribute('FilesBucket', 'Arn');
  for (const [action, resource] of [
    ['s3:GetObject', `${bucket}/users/u/a`],
    ['s3:ListBucket', bucket],
  ] as const) {
    assert.equal(isAllowed(read(), { action, resource, transport: secure, ...wrong }), false);
  }
}

const filesBucketPolicy: readonly Check[] = [
  {
    name: 'FilesBucketPolicy refuses plain HTTP',
    check: (read) => refusesAll(read, { transport: { ...secure, 'aws:SecureTransport': 'false' } }),
  },
  {
    name: 'FilesBucketPolicy refuses TLS below 1.2',
    check: (read) => refusesAll(read, { transport: { ...secure, 's3:TlsVersion': '1.1' } }),
  },
  {
    name: 'FilesBucketPolicy refuses signatures older than 15 minutes',
    check: (read) => refusesAll(read, { context: { 's3:signatureAge': '900001' } }),
  },
  {
    name: 'FilesBucketPolicy refuses signature version 2',
    check: (read) => refusesAll(read, { context: { 's3:signatureversion': 'AWS' } }),
  },
  {
    name: 'FilesBucketPolicy refuses blind writes',
    check: (read) => refuses(read, { context: { 's3:ObjectCreationOperation': 'true' } }),
  },
  {
    name: 'FilesBucketPolicy refuses blind deletes',
    check: (read) => {
      refuses(read, { action: 's3:DeleteObject', context: {} });
      const resource = `${read().attribute('FilesBucket', 'Arn')}/users/u/a`;
      const deletes = { resource, transport: secure };
      const context = { 's3:if-match': '"e"' };
      assert.equal(isAllowed(read(), { ...deletes, action: 's3:DeleteObject', context }), true);
      assert.equal(isAllowed(read(), { ...deletes, action: 's3:DeleteObjectVersion' }), true);
    },
  },
  {
    name: 'FilesBucketPolicy refuses ACL writes',
    check: (read) => {
      const bucket = read().attribute('FilesBucket', 'Arn');
      for (const action of ['s3:PutObjectAcl', 's3:PutObjectVersionAcl']) refuses(read, { action });
      refuses(read, { action: 's3:PutBucketAcl', resource: bucket });
    },
  },
  {
    name: 'FilesBucketPolicy allows nothing of its own',
    check: (read) => {
      const statements = read().resource('FilesBucketPolicy').properties.at('PolicyDocument').at('Statement').list();
      assert.deepEqual([...new Set(statements.map((it) => it.at('Effect').text()))], ['Deny']);
    },
  },
];

const distributionOnly = (read: Read) => ({
  StringEquals: { 'aws:SourceArn': `arn:aws:cloudfront::123456789012:distribution/${read().id('Distribution')}` },
});

const webBucketPolicy: readonly Check[] = [
  {
    name: 'WebBucketPolicy refuses plain HTTP',
    check: (read) => {
      const arn = read().attribute('WebBucket', 'Arn');
      assert.deepEqual(at(read(), 'WebBucketPolicy/PolicyDocument/Statement/0'), {
        ...{ Sid: 'DenyPlainHttp', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, `${arn}/*`] },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
    },
  },
  {
    name: 'WebBucketPolicy lets this distribution, and nobody else, read',
    check: (read) => {
      const { properties } = read().resource('WebBucketPolicy');
      const statements = properties.at('PolicyDocument').at('Statement').list();
      const allowed = statements.filter((it) => it.at('Effect').text() === 'Allow');
      assert.deepEqual(
        allowed.map((it) => it.at('Action').value),
        ['s3:GetObject', 's3:ListBucket'],
      );
      for (const statement of allowed) {
        assert.deepEqual(statement.at('Principal').value, { Service: 'cloudfront.amazonaws.com' });
        assert.deepEqual(statement.at('Condition').value, distributionOnly(read));
      }
    },
  },
];

export const bucketChecks: readonly Check[] = [
  ...eachBucket,
  ...versioned,
  ...withKey,
  ...filesBucket,
  ...filesBucketPolicy,
  ...webBucketPolicy,
];
