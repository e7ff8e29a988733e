import assert from 'node:assert/strict';

import { filesScope } from '@airlock/contract';
import type { ResolvedTemplate, TriggerName } from '@airlock/template';

import { at, isAllowed, property, type Check } from './check.ts';
import { actionsOf, attachedStatements, statements } from './functions.ts';

/** The functions that the user pool calls: each has the name of its trigger. */
export const triggerFunctions = [
  'CustomMessage',
  'PostConfirmation',
  'PreTokenGeneration',
] as const satisfies TriggerName[];

const endsSessions = 'cognito-idp:AdminUserGlobalSignOut';

/** Returns the actions that the role of a function has, in policies of its own and apart from it. */
const actions = (template: ResolvedTemplate, name: string): readonly string[] =>
  [...statements(template, `${name}Role`), ...attachedStatements(template, `${name}Role`)].flatMap(actionsOf);

const isLog = (action: string): boolean => action.startsWith('logs:');

export const triggerChecks: readonly Check[] = [
  ...triggerFunctions.map((name): Check => ({
    name: `UserPool calls ${name}, and nothing else calls it`,
    check: (read) => {
      const template = read();
      const called = template.triggers.filter((it) => it.name === name).map(({ functionId }) => functionId);
      assert.deepEqual(called, [name]);
      assert.deepEqual(at(template, `${name}Permission`), {
        FunctionName: template.id(name),
        Action: 'lambda:InvokeFunction',
        Principal: 'cognito-idp.amazonaws.com',
        SourceAccount: template.stack.accountId,
        SourceArn: template.attribute('UserPool', 'Arn'),
      });
      assert.deepEqual(
        template.routes.filter(({ functionId }) => functionId === name),
        [],
      );
    },
  })),
  property(
    'UserPool lets PreTokenGeneration change access tokens',
    'UserPool/LambdaConfig/PreTokenGenerationConfig/LambdaVersion',
    'V2_0',
  ),
  ...(['CustomMessage', 'PreTokenGeneration'] as const).map((name): Check => ({
    name: `${name}Role may write the log and nothing else`,
    check: (read) =>
      assert.deepEqual(
        actions(read(), name).filter((it) => !isLog(it)),
        [],
      ),
  })),
  {
    name: 'PostConfirmationRole may end the sessions of this pool and nothing else',
    check: (read) => {
      const template = read();
      assert.deepEqual(
        actions(template, 'PostConfirmation').filter((it) => !isLog(it)),
        [endsSessions],
      );
      const pool = template.attribute('UserPool', 'Arn');
      const may = (resource: string) => isAllowed(template, { by: 'PostConfirmation', action: endsSessions, resource });
      assert.deepEqual([may(pool), may(`${pool}x`)], [true, false]);
    },
  },
  {
    // The variables of the other functions name the pool, which names these: CloudFormation refuses a circle.
    name: 'Functions that the user pool calls name no pool',
    check: (read) => {
      for (const { logicalId, environment } of read().functions) {
        const isCalled = triggerFunctions.some((name) => name === logicalId);
        assert.equal('USER_POOL_ID' in environment, !isCalled, logicalId);
      }
    },
  },
  {
    // Cognito waits for five seconds, and calls twice more.
    name: 'Functions that the user pool calls end before it gives up',
    check: (read) => {
      const called = read().functions.filter(({ logicalId }) => triggerFunctions.some((name) => name === logicalId));
      for (const { logicalId, timeoutSeconds } of called) assert.ok(timeoutSeconds < 5, logicalId);
    },
  },
  {
    name: 'FilesScope is the scope that the API asks for',
    check: (read) => {
      const template = read();
      const server = template.resource('FilesScope').properties;
      const [scope, ...others] = server.at('Scopes').list();
      assert.deepEqual(others, []);
      assert.equal(server.at('UserPoolId').value, template.id('UserPool'));
      assert.equal(`${server.at('Identifier').text()}/${scope?.at('ScopeName').text() ?? ''}`, filesScope);
    },
  },
];
