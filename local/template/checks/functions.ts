import assert from 'node:assert/strict';

import type { ResolvedTemplate } from '../index.ts';
import { isAllowed, type Check } from './check.ts';

const lambdaTrust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };

function statements(template: ResolvedTemplate, roleId: string) {
  const policies = template.resource(roleId).properties.at('Policies').list();
  return policies.flatMap((policy) => policy.at('PolicyDocument').at('Statement').list());
}

const texts = (value: unknown): readonly string[] => [value].flat().map(String);

/** The S3 actions that each role names: the table of functions × actions. */
export const granted: Readonly<Record<string, readonly string[]>> = {
  DeleteFile: ['s3:DeleteObject'],
  ListFiles: ['s3:ListBucket'],
  PresignGet: ['s3:GetObject', 's3:ListBucket'],
  PresignPut: ['s3:GetObject', 's3:PutObject'],
};

const created = { 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' };

export const functionChecks: readonly Check[] = [
  ...Object.entries(granted).map(([name, wanted]): Check => ({
    name: `${name}Role grants its own S3 actions and no other`,
    check: (read) => {
      const actions = statements(read(), `${name}Role`).flatMap((it) => texts(it.at('Action').value));
      assert.deepEqual(actions.filter((action) => !action.startsWith('logs:')).sort(), wanted);
    },
  })),
  ...Object.entries(granted).map(([name, wanted]): Check => ({
    name: `${name}Role reaches the files of users and nothing else`,
    check: async (read) => {
      const bucket = read().attribute('FilesBucket', 'Arn');
      const asked = (action: string, prefix: string) => ({
        by: name,
        action,
        resource: action === 's3:ListBucket' ? bucket : `${bucket}/${prefix}a`,
        context: { 's3:prefix': prefix, ...(action === 's3:PutObject' && created) },
      });
      for (const action of wanted) {
        assert.equal(await isAllowed(read(), asked(action, 'users/u/')), true, action);
        assert.equal(await isAllowed(read(), asked(action, 'elsewhere/')), false, action);
      }
    },
  })),
  {
    name: 'Functions write to their own log group only',
    check: (read) => {
      for (const { roleId, logGroupId } of read().functions) {
        const logs = statements(read(), roleId).filter((it) => texts(it.at('Action').value)[0]?.startsWith('logs:'));
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
