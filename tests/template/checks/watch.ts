import assert from 'node:assert/strict';

import type { ResolvedTemplate, Resource } from '@airlock/template';

import { at, property, type Check, type Read } from './check.ts';

const mail = { AlarmEmail: 'ops@example.com' };

/** Says what each alarm watches and when it goes off. */
const alarms: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  ServerErrorsAlarm: {
    Namespace: 'AWS/ApiGateway',
    MetricName: '5XXError',
    Statistic: 'Sum',
    Period: 300,
    Threshold: 5,
  },
  SlowAnswersAlarm: { Namespace: 'AWS/ApiGateway', MetricName: 'Latency', ExtendedStatistic: 'p99', Threshold: 3000 },
  ThrottledRequestsAlarm: { Namespace: 'Airlock/airlock', MetricName: 'ThrottledRequests', Threshold: 100 },
  FunctionErrorsAlarm: { Namespace: 'Airlock/airlock', MetricName: 'FunctionErrors', Statistic: 'Sum', Threshold: 3 },
  SignInAlarm: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Statistic: 'Sum', Threshold: 1 },
  FailedChangesAlarm: { Namespace: 'AWS/States', MetricName: 'ExecutionsFailed', Statistic: 'Sum', Threshold: 1 },
  ThrottledFunctionsAlarm: { Namespace: 'AWS/Lambda', MetricName: 'Throttles', Statistic: 'Sum', Threshold: 1 },
};

const each = Object.entries(alarms).flatMap(([alarm, wanted]): readonly Check[] => [
  {
    name: `${alarm} goes off in time`,
    check: (read) => {
      const { properties } = read().resource(alarm);
      for (const [key, value] of Object.entries(wanted)) assert.equal(properties.at(key).value, value, key);
      assert.match(properties.at('ComparisonOperator').text(), /^GreaterThan/);
    },
  },
]);

const account = { StringEquals: { 'aws:SourceAccount': '123456789012' } };

const absentByDefault = ['AlarmTopic', 'Budget', 'ApiGatewayAccount'].map((logicalId): Check => ({
  name: `${logicalId} is made only when asked for`,
  check: (read) => assert.equal(has(read, logicalId), false),
}));

const has = (read: Read, wanted: string): boolean => read().resources.some(({ logicalId }) => logicalId === wanted);

/** Runs `check` for every alarm of the template, so that a new one is checked too. */
function eachAlarm(read: Read, check: (alarm: Resource, template: ResolvedTemplate) => void): void {
  const template = read(mail);
  for (const alarm of template.ofType('AWS::CloudWatch::Alarm')) check(alarm, template);
}

const everyAlarm: readonly Check[] = [
  ...(['AlarmActions', 'OKActions'] as const).map((actions): Check => ({
    name: `every alarm has AlarmEmail among its ${actions}`,
    check: (read) =>
      eachAlarm(read, ({ logicalId, properties }, template) =>
        assert.deepEqual(properties.at(actions).value, [template.id('AlarmTopic')], logicalId),
      ),
  })),
  {
    name: 'every alarm says where its page is',
    check: (read) =>
      eachAlarm(read, ({ logicalId, properties }) =>
        assert.match(properties.at('AlarmDescription').text(), new RegExp(`docs/operate\\.md, ${logicalId}\\.$`)),
      ),
  },
  {
    name: 'every alarm is silent while nothing happens',
    check: (read) =>
      eachAlarm(read, ({ logicalId, properties }) =>
        assert.equal(properties.at('TreatMissingData').value, 'notBreaching', logicalId),
      ),
  },
];

export const watchChecks: readonly Check[] = [
  ...each,
  ...everyAlarm,
  {
    name: 'OpenUploadsAlarm compares what begins an upload with what ends one',
    check: (read) => {
      const { properties } = read({ OpenUploads: 7 }).resource('OpenUploadsAlarm');
      const [sum, ...calls] = properties.at('Metrics').list();
      assert.equal(sum?.at('Expression').value, 'begun - FILL(completed, 0) - FILL(aborted, 0)');
      const counted = calls.map((it) => {
        const metric = it.at('MetricStat').at('Metric');
        return [it.at('Id').value, metric.at('MetricName').value, metric.at('Dimensions').list()[0]?.at('Value').value];
      });
      assert.deepEqual(counted, [
        ['begun', 'Invocations', read().id('StartUpload')],
        ['completed', 'Invocations', read().id('CompleteUpload')],
        ['aborted', 'Invocations', read().id('AbortUpload')],
      ]);
      assert.equal(properties.at('Threshold').value, 7);
    },
  },
  ...absentByDefault,
  property('ServerErrorsAlarm watches the stage of this API', 'ServerErrorsAlarm/Dimensions', [
    { Name: 'ApiName', Value: 'airlock' },
    { Name: 'Stage', Value: 'api' },
  ]),
  {
    name: 'SignInAlarm watches the function without which nobody signs in',
    check: (read) =>
      assert.deepEqual(at(read(), 'SignInAlarm/Dimensions'), [
        { Name: 'FunctionName', Value: read().id('PreTokenGeneration') },
      ]),
  },
  {
    name: 'FailedChangesAlarm watches the workflow of this stack',
    check: (read) =>
      assert.deepEqual(at(read(), 'FailedChangesAlarm/Dimensions'), [
        { Name: 'StateMachineArn', Value: read().id('Changes') },
      ]),
  },
  {
    name: 'ThrottledRequests reads the status that the access log writes',
    check: (read) => {
      assert.match(read().api.accessLogFormat ?? '', /"status":"\$context\.status"/);
      assert.equal(at(read(), 'ThrottledRequests/FilterPattern'), '{ $.status = "429" }');
      assert.equal(at(read(), 'ThrottledRequests/LogGroupName'), read().id('ApiLogGroup'));
    },
  },
  {
    name: 'FunctionErrors counts the reports of calls that failed, of every function',
    check: (read) => {
      const template = read();
      assert.equal(at(template, 'FunctionErrors/LogGroupName'), template.id('FunctionsLogGroup'));
      assert.equal(
        at(template, 'FunctionErrors/FilterPattern'),
        '{ ($.type = "platform.report") && (($.record.status = "error") || ($.record.status = "failure") || ($.record.status = "timeout")) }',
      );
      for (const { logicalId, properties } of template.ofType('AWS::Serverless::Function')) {
        const logging = properties.at('LoggingConfig');
        assert.equal(logging.at('LogGroup').value, template.id('FunctionsLogGroup'), logicalId);
        assert.equal(logging.at('LogFormat').value, 'JSON', logicalId);
      }
    },
  },
  {
    name: 'AlarmTopic is for alarms of this account, over TLS',
    check: (read) => {
      const statements = at(read(mail), 'AlarmTopicPolicy/PolicyDocument/Statement');
      const topic = { Action: 'sns:Publish', Resource: read(mail).id('AlarmTopic') };
      assert.deepEqual(statements, [
        {
          ...{ Sid: 'AllowAlarmsOfThisAccount', Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } },
          ...{ ...topic, Condition: account },
        },
        {
          ...{ Sid: 'DenyPlainHttp', Effect: 'Deny', Principal: '*', ...topic },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]);
    },
  },
  {
    name: 'Budget warns AlarmEmail before the month is spent',
    check: (read) => {
      const template = read({ ...mail, MonthlyBudgetUsd: 20 });
      assert.deepEqual(at(template, 'Budget/Budget/BudgetLimit'), { Amount: 20, Unit: 'USD' });
      const warnings = template.resource('Budget').properties.at('NotificationsWithSubscribers').list();
      for (const warning of warnings) {
        assert.deepEqual(warning.at('Subscribers').value, [{ SubscriptionType: 'EMAIL', Address: mail.AlarmEmail }]);
      }
      const types = warnings.map((it) => it.at('Notification').at('NotificationType').value);
      assert.deepEqual(types, ['ACTUAL', 'FORECASTED']);
    },
  },
  {
    name: 'Dashboard can be left out',
    check: (read) => {
      assert.equal(has(read, 'Overview'), true);
      assert.equal(read({ Dashboard: 'false' }).ofType('AWS::CloudWatch::Dashboard').length, 0);
    },
  },
];
