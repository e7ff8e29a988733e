import assert from 'node:assert/strict';

import type { Cursor, ResolvedTemplate } from '@airlock/template';

import { at, isAllowed, property, type Check, type Read } from './check.ts';
import { actionsOf, statements } from './functions.ts';
import { triggerFunctions } from './triggers.ts';

/** The operations whose changes the workflow goes on with, and their functions. */
export const continued: readonly (readonly [operation: string, functionId: string])[] = [
  ['delete-files', 'DeleteFiles'],
  ['restore-files', 'RestoreFiles'],
  ['purge-files', 'PurgeFiles'],
  ['move-files', 'MoveFiles'],
  ['copy-files', 'CopyFiles'],
];

const change = { 'operation.$': '$.operation', 'userId.$': '$.userId', 'changeId.$': '$.changeId' };

/** Returns the states of the definition that every reader of the template sees, with the ARNs of the functions. */
const states = (read: Read): Readonly<Record<string, Readonly<Record<string, unknown>>>> => {
  const [machine] = read().stateMachines;
  return (machine?.definition as { readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>> })
    .States;
};

const tasks = (read: Read) => Object.entries(states(read)).filter(([, state]) => state['Type'] === 'Task');

const definition: readonly Check[] = [
  {
    name: 'Changes ends a change that is done, and calls the function of its operation else',
    check: (read) => {
      const isDone = [
        { Variable: '$.slice.isDone', IsPresent: true },
        { Variable: '$.slice.isDone', BooleanEquals: true },
      ];
      const next = continued.map(([operation, id]) => ({
        ...{ Variable: '$.operation', StringEquals: operation, Next: id },
      }));
      assert.deepEqual(states(read)['NextSlice'], {
        ...{ Type: 'Choice', Choices: [{ And: isDone, Next: 'Done' }, ...next], Default: 'UnknownOperation' },
      });
      assert.equal(at(read(), 'Changes/Definition/StartAt'), 'NextSlice');
      assert.deepEqual(
        [states(read)['Done'], states(read)['UnknownOperation']?.['Type']],
        [{ Type: 'Succeed' }, 'Fail'],
      );
    },
  },
  ...continued.map(([, id]): Check => ({
    name: `Changes goes on with ${id} until it is done`,
    check: (read) => {
      const { Resource, Parameters, ResultPath, Next } = states(read)[id] ?? {};
      const wanted = { Resource: read().attribute(id, 'Arn'), Parameters: change, ResultPath: '$.slice' };
      assert.deepEqual({ Resource, Parameters, ResultPath, Next }, { ...wanted, Next: 'NextSlice' });
    },
  })),
  ...continued.map(([, id]): Check => ({
    name: `Changes marks a change as failed when a slice of ${id} fails for good`,
    check: (read) => {
      const mark = `Mark${id}Failed`;
      const caught = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: mark }];
      assert.deepEqual(states(read)[id]?.['Catch'], caught);
      const { Resource, Parameters, Next } = states(read)[mark] ?? {};
      const wanted = { Resource: read().attribute(id, 'Arn'), Parameters: { ...change, hasFailed: true } };
      assert.deepEqual({ Resource, Parameters, Next }, { ...wanted, Next: 'Failed' });
      assert.equal(states(read)['Failed']?.['Type'], 'Fail');
    },
  })),
  {
    name: 'Changes repeats each call five times, later and later',
    check: (read) => {
      for (const [name, { Retry }] of tasks(read)) {
        const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 5, BackoffRate: 2 };
        assert.deepEqual(Retry, [{ ...retry, JitterStrategy: 'FULL' }], name);
      }
    },
  },
  {
    name: 'Changes waits longer for a function than the function may run',
    check: (read) => {
      for (const [name, { Resource, TimeoutSeconds }] of tasks(read)) {
        const called = read().functions.find(({ arn }) => arn === Resource);
        assert.ok(Number(TimeoutSeconds) > (called?.timeoutSeconds ?? Infinity), name);
      }
    },
  },
];

const logDelivery = [
  ...['CreateLogDelivery', 'CreateLogStream', 'DeleteLogDelivery', 'DescribeLogGroups', 'DescribeResourcePolicies'],
  ...['GetLogDelivery', 'ListLogDeliveries', 'PutLogEvents', 'PutResourcePolicy', 'UpdateLogDelivery'],
].map((action) => `logs:${action}`);
const tracing = ['GetSamplingRules', 'GetSamplingTargets', 'PutTelemetryRecords', 'PutTraceSegments'].map(
  (action) => `xray:${action}`,
);

const grantedTo = (template: ResolvedTemplate): readonly string[] =>
  statements(template, 'ChangesRole').flatMap(actionsOf);

const role: readonly Check[] = [
  {
    name: 'ChangesRole is for Step Functions of this account alone',
    check: (read) =>
      assert.deepEqual(at(read(), 'ChangesRole/AssumeRolePolicyDocument/Statement'), [
        {
          ...{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' },
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
      ]),
  },
  {
    name: 'ChangesRole calls the functions of changes and no other',
    check: (read) => {
      for (const { logicalId, arn } of read().functions) {
        const asked = { by: 'Changes', action: 'lambda:InvokeFunction', resource: arn };
        assert.equal(
          isAllowed(read(), asked),
          continued.some(([, id]) => id === logicalId),
          logicalId,
        );
      }
    },
  },
  {
    name: 'ChangesRole may deliver its log and nothing more',
    check: (read) => assert.deepEqual(grantedTo(read()), ['lambda:InvokeFunction', ...logDelivery]),
  },
  {
    name: 'ChangesRole may write traces when Changes is traced',
    check: (read) => {
      const traced = read({ Tracing: 'Active' });
      assert.deepEqual(grantedTo(traced), ['lambda:InvokeFunction', ...logDelivery, ...tracing]);
      assert.equal(at(traced, 'Changes/Tracing/Enabled'), true);
      assert.equal(at(read(), 'Changes/Tracing/Enabled'), false);
    },
  },
  {
    name: 'No function may call a function',
    check: (read) => {
      for (const { logicalId: by } of read().functions) {
        for (const { arn } of read().functions) {
          assert.equal(isAllowed(read(), { by, action: 'lambda:InvokeFunction', resource: arn }), false, by);
        }
      }
    },
  },
  {
    name: 'Only API Gateway is let at functions by their routes, and the user pool at its own',
    check: (read) =>
      assert.deepEqual(
        read().ofType('AWS::Lambda::Permission').map(idOf).toSorted(),
        triggerFunctions.map((name) => `${name}Permission`),
      ),
  },
];

const idOf = ({ logicalId }: { readonly logicalId: string }): string => logicalId;

const logging = (read: Read): Cursor => read().resource('Changes').properties.at('Logging');

export const changesChecks: readonly Check[] = [
  ...definition,
  ...role,
  property('Changes keeps its place for as long as it runs', 'Changes/Type', 'STANDARD'),
  {
    name: 'Changes has the name that the functions know',
    check: (read) =>
      assert.equal(read().id('Changes'), 'arn:aws:states:eu-central-1:123456789012:stateMachine:airlock-changes'),
  },
  {
    name: 'Changes writes errors to its own log, and no data',
    check: (read) => {
      const LogGroupArn = read().attribute('ChangesLogGroup', 'Arn');
      assert.deepEqual(logging(read).value, {
        ...{ Level: 'ERROR', IncludeExecutionData: false },
        Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn } }],
      });
    },
  },
];
