import { removed, replaced, widened } from '@airlock/template/testing/change.ts';

import { continued } from '../checks/changes.ts';
import type { Mutant } from './mutant.ts';

const states = 'Changes/Properties/Definition/States';
const choices = `${states}/NextSlice/Choices`;
const decides = 'Changes ends a change that is done, and calls the function of its operation else';
const repeats = 'Changes repeats each call five times, later and later';
const role = 'ChangesRole/Properties/Policies/0/PolicyDocument/Statement';
const trust = 'ChangesRole/Properties/AssumeRolePolicyDocument/Statement/0';
const callsNoOther = 'ChangesRole calls the functions of changes and no other';
const log = 'Changes writes errors to its own log, and no data';

const slices = continued.flatMap(([, id], index): readonly Mutant[] => {
  const goesOn = `Changes goes on with ${id} until it is done`;
  return [
    { name: `no way to ${id}`, change: removed(`${choices}/${index + 1}`), caughtBy: decides },
    {
      name: `${id} for another function`,
      change: replaced(
        `${states}/${id}/Resource`,
        '${OtherArn}'.replace('Other', continued[(index + 1) % 3]?.[1] ?? ''),
      ),
      caughtBy: goesOn,
    },
    { name: `everything for ${id}`, change: removed(`${states}/${id}/Parameters`), caughtBy: goesOn },
    {
      name: `the answer of ${id} instead of the change`,
      change: removed(`${states}/${id}/ResultPath`),
      caughtBy: goesOn,
    },
    { name: `${id} once only`, change: replaced(`${states}/${id}/Next`, 'Done'), caughtBy: goesOn },
    {
      name: `${id} is given up before it ends`,
      change: replaced(`${states}/${id}/TimeoutSeconds`, 5),
      caughtBy: 'Changes waits longer for a function than the function may run',
    },
    { name: `ChangesRole without ${id}`, change: removed(`${role}/0/Resource/${index}`), caughtBy: callsNoOther },
  ];
});

const failures = continued.flatMap(([, id]): readonly Mutant[] => {
  const marks = `Changes marks a change as failed when a slice of ${id} fails for good`;
  const mark = `${states}/Mark${id}Failed`;
  return [
    { name: `${id} breaks off`, change: removed(`${states}/${id}/Catch`), caughtBy: marks },
    {
      name: `${id} breaks off for some errors`,
      change: replaced(`${states}/${id}/Catch/0/ErrorEquals`, ['States.TaskFailed']),
      caughtBy: marks,
    },
    { name: `${id} fails and is tried again`, change: removed(`${mark}/Parameters/hasFailed`), caughtBy: marks },
    { name: `${id} fails and is called a success`, change: replaced(`${mark}/Next`, 'Done'), caughtBy: marks },
    { name: `${id} without repetition`, change: removed(`${states}/${id}/Retry`), caughtBy: repeats },
    { name: `the mark of ${id} without repetition`, change: removed(`${mark}/Retry`), caughtBy: repeats },
  ];
});

const roles: readonly Mutant[] = [
  { name: 'ChangesRole for every function', change: replaced(`${role}/0/Resource`, '*'), caughtBy: callsNoOther },
  {
    name: 'ChangesRole for Lambda too',
    change: replaced(`${trust}/Principal/Service`, ['states.amazonaws.com', 'lambda.amazonaws.com']),
    caughtBy: 'ChangesRole is for Step Functions of this account alone',
  },
  {
    name: 'ChangesRole for workflows of other accounts',
    change: removed(`${trust}/Condition`),
    caughtBy: 'ChangesRole is for Step Functions of this account alone',
  },
  {
    name: 'ChangesRole reads logs',
    change: widened(`${role}/1/Action`, 'logs:GetLogEvents'),
    caughtBy: 'ChangesRole may deliver its log and nothing more',
  },
  {
    name: 'ChangesRole delivers no log',
    change: removed(`${role}/1`),
    caughtBy: 'ChangesRole may deliver its log and nothing more',
  },
  {
    name: 'traces that nobody may write',
    change: removed(`${role}/2`),
    caughtBy: 'ChangesRole may write traces when Changes is traced',
  },
  {
    name: 'Changes without traces',
    change: removed('Changes/Properties/Tracing'),
    caughtBy: 'ChangesRole may write traces when Changes is traced',
  },
  {
    name: 'a function that calls functions',
    change: widened('ListFilesRole/Properties/Policies/0/PolicyDocument/Statement', {
      ...{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' },
    }),
    caughtBy: 'No function may call a function',
  },
  {
    name: 'a function that another account may call',
    change: replaced('ThrottledRequests', {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', FunctionName: 'any', Principal: '210987654321' },
    }),
    caughtBy: 'Only API Gateway is let at functions by their routes, and the user pool at its own',
  },
];

export const changesMutants: readonly Mutant[] = [
  ...slices,
  ...failures,
  ...roles,
  { name: 'a change that never ends', change: removed(`${choices}/0`), caughtBy: decides },
  {
    name: 'a change that breaks off at an unknown operation',
    change: removed(`${states}/NextSlice/Default`),
    caughtBy: decides,
  },
  {
    name: 'an express workflow of five minutes',
    change: removed('Changes/Properties/Type'),
    caughtBy: 'Changes keeps its place for as long as it runs',
  },
  {
    name: 'another name for Changes',
    change: removed('Changes/Properties/Name'),
    caughtBy: 'Changes has the name that the functions know',
  },
  {
    name: 'names of files in the log of Changes',
    change: replaced('Changes/Properties/Logging/IncludeExecutionData', true),
    caughtBy: log,
  },
  { name: 'no log of Changes', change: removed('Changes/Properties/Logging/Level'), caughtBy: log },
  {
    name: 'the log of another for Changes',
    change: replaced('Changes/Properties/Logging/Destinations/0/CloudWatchLogsLogGroup/LogGroupArn', {
      'Fn::GetAtt': ['ApiLogGroup', 'Arn'],
    }),
    caughtBy: log,
  },
  {
    name: 'the log of Changes for ever',
    change: removed('ChangesLogGroup/Properties/RetentionInDays'),
    caughtBy: 'Logs end after LogRetentionDays',
  },
];
