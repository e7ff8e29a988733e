import { removed, replaced, reworded } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const alarms: readonly (readonly [alarm: string, metric: string])[] = [
  ['ServerErrorsAlarm', '4XXError'],
  ['SlowAnswersAlarm', 'IntegrationLatency'],
  ['ThrottledRequestsAlarm', 'Throttles'],
  ['ThrottledFunctionsAlarm', 'Errors'],
  ['FunctionErrorsAlarm', 'ThrottledRequests'],
  ['FailedChangesAlarm', 'ExecutionsStarted'],
  ['SignInAlarm', 'Invocations'],
];

const functionErrors = 'FunctionErrors counts the reports of calls that failed, of every function';
const statement = 'AlarmTopicPolicy/Properties/PolicyDocument/Statement';

const everyAlarm = [...alarms.map(([alarm]) => alarm), 'OpenUploadsAlarm'].flatMap((alarm): readonly Mutant[] => [
  ...['AlarmActions', 'OKActions'].map((actions) => ({
    name: `${alarm} without ${actions}`,
    change: replaced(`${alarm}/Properties/${actions}`, []),
    caughtBy: `every alarm has AlarmEmail among its ${actions}`,
  })),
  {
    name: `${alarm} without a page`,
    change: reworded(`${alarm}/Properties/AlarmDescription`, 'docs/operate.md', 'the manual'),
    caughtBy: 'every alarm says where its page is',
  },
  {
    name: `${alarm} that goes off when nothing happens`,
    change: removed(`${alarm}/Properties/TreatMissingData`),
    caughtBy: 'every alarm is silent while nothing happens',
  },
]);

export const watchMutants: readonly Mutant[] = [
  ...everyAlarm,
  ...alarms.flatMap(([alarm, metric]): readonly Mutant[] => [
    {
      name: `${alarm} that watches ${metric}`,
      change: replaced(`${alarm}/Properties/MetricName`, metric),
      caughtBy: `${alarm} goes off in time`,
    },
    {
      name: `${alarm} that waits too long`,
      change: replaced(`${alarm}/Properties/Threshold`, 1_000_000),
      caughtBy: `${alarm} goes off in time`,
    },
  ]),
  {
    name: 'SlowAnswersAlarm of the average',
    change: removed('SlowAnswersAlarm/Properties/ExtendedStatistic'),
    caughtBy: 'SlowAnswersAlarm goes off in time',
  },
  ...['AlarmTopic', 'Budget'].map((logicalId) => ({
    name: `${logicalId} for everybody`,
    change: replaced(`${logicalId}/Condition`, 'HasDashboard'),
    caughtBy: `${logicalId} is made only when asked for`,
  })),
  {
    name: "another role in the account's settings of API Gateway",
    change: replaced('ApiGatewayAccount', {
      Type: 'AWS::ApiGateway::Account',
      Properties: { CloudWatchRoleArn: 'arn:aws:iam::123456789012:role/other' },
    }),
    caughtBy: 'ApiGatewayAccount is made only when asked for',
  },
  {
    name: 'uploads that are completed count as open',
    change: replaced('OpenUploadsAlarm/Properties/Metrics/0/Expression', 'begun - FILL(aborted, 0)'),
    caughtBy: 'OpenUploadsAlarm compares what begins an upload with what ends one',
  },
  {
    name: 'ServerErrorsAlarm of another API',
    change: removed('ServerErrorsAlarm/Properties/Dimensions'),
    caughtBy: 'ServerErrorsAlarm watches the stage of this API',
  },
  {
    name: 'SignInAlarm of every function',
    change: removed('SignInAlarm/Properties/Dimensions'),
    caughtBy: 'SignInAlarm watches the function without which nobody signs in',
  },
  {
    name: 'FailedChangesAlarm of every workflow',
    change: removed('FailedChangesAlarm/Properties/Dimensions'),
    caughtBy: 'FailedChangesAlarm watches the workflow of this stack',
  },
  {
    name: 'throttled requests counted where none are written',
    change: replaced('ThrottledRequests/Properties/LogGroupName', { Ref: 'FunctionsLogGroup' }),
    caughtBy: 'ThrottledRequests reads the status that the access log writes',
  },
  {
    name: 'throttled requests counted as numbers',
    change: replaced('ThrottledRequests/Properties/FilterPattern', '{ $.status = 429 }'),
    caughtBy: 'ThrottledRequests reads the status that the access log writes',
  },
  {
    name: 'errors counted where no function writes',
    change: replaced('FunctionErrors/Properties/LogGroupName', { Ref: 'ApiLogGroup' }),
    caughtBy: functionErrors,
  },
  {
    name: 'calls that ran out of time do not count',
    change: reworded('FunctionErrors/Properties/FilterPattern', ' || ($.record.status = "timeout")', ''),
    caughtBy: functionErrors,
  },
  {
    name: 'functions that write elsewhere',
    change: replaced('/Globals/Function/LoggingConfig/LogGroup', { Ref: 'ApiLogGroup' }),
    caughtBy: functionErrors,
  },
  {
    name: 'alarms of every account',
    change: removed(`${statement}/AllowAlarmsOfThisAccount/Condition`),
    caughtBy: 'AlarmTopic is for alarms of this account, over TLS',
  },
  {
    name: 'alarms over plain HTTP',
    change: removed(`${statement}/DenyPlainHttp`),
    caughtBy: 'AlarmTopic is for alarms of this account, over TLS',
  },
  {
    name: 'a budget that never warns before',
    change: removed('Budget/Properties/NotificationsWithSubscribers/1'),
    caughtBy: 'Budget warns AlarmEmail before the month is spent',
  },
  {
    name: 'a dashboard that cannot be left out',
    change: removed('Overview/Condition'),
    caughtBy: 'Dashboard can be left out',
  },
];
