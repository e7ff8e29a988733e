import { describe, expect, it } from '@jest/globals';

import { sessionPolicy } from './session-policy.ts';
import type { FileAccess } from './session-policy.ts';

const callerId = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const bucketArn = 'arn:aws:s3:::airlock-files-123456789012-eu-central-1';
const kmsKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const scope = { bucketArn, callerId, kmsKeyArn: undefined };
const own = `${bucketArn}/users/${callerId}/*`;

const list = {
  Effect: 'Allow',
  Action: 's3:ListBucket',
  Resource: bucketArn,
  Condition: { StringLike: { 's3:prefix': `users/${callerId}/*` } },
};

describe('sessionPolicy', () => {
  it.each<[FileAccess, object[]]>([
    ['put', [{ Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: own }]],
    ['put-part', [{ Effect: 'Allow', Action: ['s3:PutObject'], Resource: own }]],
    ['get', [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: own }, list]],
  ])('%s allows what it needs on the caller’s own files', (access, statements) => {
    expect(JSON.parse(sessionPolicy(access, scope))).toEqual({ Version: '2012-10-17', Statement: statements });
  });

  it.each<[FileAccess, string[]]>([
    ['put', ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['put-part', ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['get', ['kms:Decrypt']],
  ])('%s may use the files’ own key where there is one', (access, actions) => {
    const { Statement } = JSON.parse(sessionPolicy(access, { ...scope, kmsKeyArn })) as { Statement: object[] };
    expect(Statement.at(-1)).toEqual({ Effect: 'Allow', Action: actions, Resource: kmsKeyArn });
  });

  it('is short enough for STS with the longest names that S3 has', () => {
    const longest = { ...scope, bucketArn: `arn:aws-us-gov:s3:::${'b'.repeat(63)}`, kmsKeyArn };
    expect(sessionPolicy('get', longest).length).toBeLessThan(2048);
  });
});
