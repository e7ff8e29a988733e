import assert from 'node:assert/strict';

import type { OperationName, ResourceName } from '@airlock/contract';
import type { Cursor, ResolvedTemplate } from '@airlock/template';

import { isAllowed, type Check } from './check.ts';

const lambdaTrust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };

/** Returns the statements of the role's own policies. */
export function statements(template: ResolvedTemplate, roleId: string): readonly Cursor[] {
  const policies = template.resource(roleId).properties.at('Policies').list();
  return policies.flatMap((policy) => policy.at('PolicyDocument').at('Statement').list());
}

/** Returns the statements of the policies that are attached to the role as resources of their own. */
export function attachedStatements(template: ResolvedTemplate, roleId: string): readonly Cursor[] {
  return template
    .ofType('AWS::IAM::Policy')
    .filter(({ properties }) => texts(properties.at('Roles').value).includes(template.id(roleId)))
    .flatMap(({ properties }) => properties.at('PolicyDocument').at('Statement').list());
}

const texts = (value: unknown): readonly string[] => [value].flat().map(String);

export const actionsOf = (statement: Cursor): readonly string[] => texts(statement.at('Action').value);

/** The S3 actions that the role of each operation grants. */
const grantedToEach: Readonly<Record<ResourceName<OperationName>, readonly string[]>> = {
  AbortUpload: ['s3:AbortMultipartUpload'],
  CompleteUpload: ['s3:GetObject', 's3:ListBucket', 's3:ListMultipartUploadParts', 's3:PutObject'],
  DeleteFile: ['s3:DeleteObject'],
  ListFiles: ['s3:ListBucket'],
  ListParts: ['s3:ListMultipartUploadParts'],
  ListUploads: ['s3:ListBucketMultipartUploads'],
  PresignGet: ['s3:GetObject', 's3:ListBucket'],
  PresignParts: ['s3:PutObject'],
  PresignPut: ['s3:GetObject', 's3:PutObject'],
  StartUpload: ['s3:ListBucket', 's3:PutObject'],
};

/** The S3 actions that each role grants, by the logical id of its function. */
export const granted: Readonly<Record<string, readonly string[]>> = grantedToEach;

/** Actions on the bucket itself, which have the prefix as a condition. */
const onBucket: ReadonlySet<string> = new Set(['s3:ListBucket', 's3:ListBucketMultipartUploads']);
/** IAM has no condition on the prefix for this action. It always reaches the whole bucket, but reads only keys. */
const withoutPrefix = 's3:ListBucketMultipartUploads';

const created = { 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' };

/** Returns the resource below `prefix` that an action needs, with the condition keys that S3 presents. */
export const whereAsked = (template: ResolvedTemplate, action: string, bucketId: string, prefix: string) => {
  const bucket = template.attribute(bucketId, 'Arn');
  return {
    resource: onBucket.has(action) ? bucket : `${bucket}/${prefix}a`,
    context: {
      ...(action !== withoutPrefix && { 's3:prefix': prefix }),
      ...(action === 's3:PutObject' && created),
    },
  };
};

export const functionChecks: readonly Check[] = [
  ...Object.entries(granted).map(([name, wanted]): Check => ({
    name: `${name}Role grants its own S3 actions and no other`,
    check: (read) => {
      const actions = statements(read(), `${name}Role`).flatMap(actionsOf);
      assert.deepEqual(actions.filter((action) => !action.startsWith('logs:')).sort(), wanted);
    },
  })),
  ...Object.entries(granted).map(([name, wanted]): Check => ({
    name: `${name}Role reaches the files of users and nothing else`,
    check: (read) => {
      const asked = (action: string, bucketId: string, prefix: string) => {
        return { by: name, action, ...whereAsked(read(), action, bucketId, prefix) };
      };
      for (const action of wanted) {
        assert.equal(isAllowed(read(), asked(action, 'FilesBucket', 'users/u/')), true, action);
        assert.equal(isAllowed(read(), asked(action, 'WebBucket', 'users/u/')), false, action);
        if (action === withoutPrefix) continue;
        assert.equal(isAllowed(read(), asked(action, 'FilesBucket', 'elsewhere/')), false, action);
      }
    },
  })),
  {
    name: 'Functions write to their own log group only',
    check: (read) => {
      for (const { roleId, logGroupId } of read().functions) {
        const logs = statements(read(), roleId).filter((it) => actionsOf(it)[0]?.startsWith('logs:'));
        assert.deepEqual(
          logs.map((it) => it.at('Resource').value),
          [read().attribute(logGroupId, 'Arn')],
          roleId,
        );
      }
    },
  },
  {
    name: 'Roles of functions are for Lambda alone',
    check: (read) => {
      for (const { roleId } of read().functions) {
        const trust = read().resource(roleId).properties.at('AssumeRolePolicyDocument').at('Statement').value;
        assert.deepEqual(trust, [lambdaTrust], roleId);
      }
    },
  },
  {
    name: 'Functions end before API Gateway gives up',
    check: (read) => {
      for (const { logicalId, timeoutSeconds } of read().functions) assert.ok(timeoutSeconds < 29, logicalId);
    },
  },
  {
    name: 'Logs end after LogRetentionDays',
    check: (read) => {
      for (const { logicalId, properties } of read({ LogRetentionDays: 7 }).ofType('AWS::Logs::LogGroup')) {
        assert.equal(properties.maybe('RetentionInDays')?.value, 7, logicalId);
      }
    },
  },
];
