import assert from 'node:assert/strict';

import type { OperationName, ResourceName } from '@airlock/contract';
import type { Cursor, ResolvedTemplate } from '@airlock/template';

import { isAllowed, type Check, type Read } from './check.ts';

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

/** What the role of one operation grants. */
interface Grants {
  /** S3 actions on the files of users. */
  readonly files?: readonly string[];
  /** S3 actions on the records of changes, in the StateBucket. */
  readonly state?: readonly string[];
  readonly startsWorkflow?: true;
}

const records = { state: ['s3:GetObject', 's3:ListBucket', 's3:PutObject'], startsWorkflow: true } as const;

const copying = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:GetObject',
  's3:ListBucket',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];

/** What a role needs that copies a version over the current one, in parts where it is large. It deletes nothing. */
const copyingVersions = [...copying.filter((action) => action !== 's3:DeleteObject'), 's3:GetObjectVersion'];

/** What the role of each operation grants. */
const grantedToEach: Readonly<Record<ResourceName<OperationName>, Grants>> = {
  AbortUpload: { files: ['s3:AbortMultipartUpload'] },
  CompleteUpload: { files: ['s3:GetObject', 's3:ListBucket', 's3:ListMultipartUploadParts', 's3:PutObject'] },
  CopyFiles: { files: copying, ...records },
  CreateFolder: { files: ['s3:ListBucket', 's3:PutObject'] },
  DeleteFiles: { files: ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket'], ...records },
  ListChanges: { state: ['s3:GetObject', 's3:ListBucket'] },
  ListFiles: { files: ['s3:ListBucket'] },
  ListParts: { files: ['s3:ListMultipartUploadParts'] },
  ListTrash: { files: ['s3:ListBucketVersions'] },
  ListUploads: { files: ['s3:ListBucketMultipartUploads'] },
  ListVersions: { files: ['s3:ListBucketVersions'] },
  MoveFiles: { files: [...copying, 's3:ListBucketVersions'].sort(), ...records },
  MeasureFolder: { files: ['s3:ListBucket'] },
  PresignGet: { files: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'] },
  PresignGetBatch: { files: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'] },
  PresignParts: { files: ['s3:PutObject'] },
  PresignPut: { files: ['s3:GetObject', 's3:PutObject'] },
  PresignPutBatch: { files: ['s3:GetObject', 's3:PutObject'] },
  PurgeFiles: { files: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ListBucketVersions'], ...records },
  RestoreFiles: { files: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ListBucketVersions'], ...records },
  RestoreVersion: { files: [...copyingVersions].sort() },
  SearchFiles: { files: ['s3:ListBucket'] },
  ShowChange: { state: ['s3:GetObject', 's3:ListBucket'] },
  StartUpload: { files: ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:PutObject'] },
  StopChange: { state: ['s3:GetObject', 's3:ListBucket', 's3:PutObject'] },
};
const grants: readonly (readonly [string, Grants])[] = Object.entries(grantedToEach);

/** The S3 actions on the files of users that each role grants, by the logical id of its function. */
export const granted: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  grants.map(([name, { files = [] }]) => [name, files]),
);

/** The S3 actions on the records of changes that each role grants, by the logical id of its function. */
export const grantedOnState: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  grants.map(([name, { state = [] }]) => [name, state]),
);

/** Logical ids of the functions that start the workflow of changes. */
export const startingWorkflow: readonly string[] = grants
  .filter(([, { startsWorkflow }]) => startsWorkflow)
  .map(([name]) => name);

/** Actions on the bucket itself, which have the prefix as a condition. */
const onBucket: ReadonlySet<string> = new Set([
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:ListBucketVersions',
]);
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
      ...(action === 's3:DeleteObject' && { 's3:if-match': '"e"' }),
    },
  };
};

/** Returns whether a role may do this below a prefix of a bucket. */
export const may = (read: Read, by: string, action: string, bucketId: string, prefix: string): boolean =>
  isAllowed(read(), { by, action, ...whereAsked(read(), action, bucketId, prefix) });

export const functionChecks: readonly Check[] = [
  ...grants.map(([name, { files = [], state = [], startsWorkflow }]): Check => ({
    name: `${name}Role grants its own S3 actions and no other`,
    check: (read) => {
      const actions = statements(read(), `${name}Role`).flatMap(actionsOf);
      const wanted = [...files, ...state, ...(startsWorkflow ? ['states:StartExecution'] : [])];
      assert.deepEqual(actions.filter((action) => !action.startsWith('logs:')).sort(), wanted.sort());
    },
  })),
  ...Object.entries(granted)
    .filter(([, files]) => files.length > 0)
    .map(([name, files]): Check => ({
      name: `${name}Role reaches the files of users and nothing else`,
      check: (read) => {
        for (const action of files) {
          assert.equal(may(read, name, action, 'FilesBucket', 'users/u/'), true, action);
          assert.equal(may(read, name, action, 'WebBucket', 'users/u/'), false, action);
          assert.equal(may(read, name, action, 'StateBucket', 'users/u/'), false, action);
          if (action === withoutPrefix) continue;
          assert.equal(may(read, name, action, 'FilesBucket', 'elsewhere/'), false, action);
        }
      },
    })),
  {
    name: 'Functions write to the log group of functions, and to no other',
    check: (read) => {
      for (const { roleId, logGroupId } of read().functions) {
        const logs = statements(read(), roleId).filter((it) => actionsOf(it)[0]?.startsWith('logs:'));
        assert.equal(logGroupId, 'FunctionsLogGroup', roleId);
        assert.deepEqual(
          logs.map((it) => it.at('Resource').value),
          [read().attribute('FunctionsLogGroup', 'Arn')],
          roleId,
        );
      }
    },
  },
  {
    // Lambda knows levels in its JSON format only.
    name: 'Functions log what LogLevel says, as JSON',
    check: (read) => {
      for (const LogLevel of ['INFO', 'ERROR']) {
        for (const { logicalId, logFormat, logLevel } of read({ LogLevel }).functions) {
          assert.deepEqual([logFormat, logLevel], ['JSON', LogLevel], logicalId);
        }
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
