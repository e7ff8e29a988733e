import { removed, replaced, widened } from '@airlock/template/testing/change.ts';

import { granted, grantedOnState, startingWorkflow } from '../checks/functions.ts';
import type { Mutant } from './mutant.ts';

const state = 'arn:${AWS::Partition}:s3:::${AWS::StackName}-state-${AWS::AccountId}-${AWS::Region}';
const machines = 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine';
const statement = (name: string, index: number): string =>
  `${name}Role/Properties/Policies/0/PolicyDocument/Statement/${index}`;
/** Returns the position of the statement about records. The statements about files come first, and the one that lists follows. */
const recordsOf = (name: string): number => (granted[name]?.length === 0 ? 0 : 2);

const onState = Object.entries(grantedOnState)
  .filter(([, actions]) => actions.length > 0)
  .map(([name]) => name);

export const changeAccessMutants: readonly Mutant[] = [
  ...onState.flatMap((name): readonly Mutant[] => [
    {
      name: `${name} reaches everything in the StateBucket`,
      change: replaced(`${statement(name, recordsOf(name))}/Resource`, { 'Fn::Sub': `${state}/*` }),
      caughtBy: `${name}Role reaches the records of changes and nothing else`,
    },
    {
      name: `${name} lists everything in the StateBucket`,
      change: removed(`${statement(name, recordsOf(name) + 1)}/Condition`),
      caughtBy: `${name}Role reaches the records of changes and nothing else`,
    },
  ]),
  ...['ShowChange', 'StopChange', 'ListChanges'].map((name) => ({
    name: `${name} reads the plans of slices too`,
    change: widened(`${statement(name, 0)}/Resource`, { 'Fn::Sub': `${state}/slices/*` }),
    caughtBy: `${name}Role reaches the records of changes and nothing else`,
  })),
  {
    name: 'DeleteFiles may remove versions too',
    change: widened(`${statement('DeleteFiles', 0)}/Action`, 's3:DeleteObjectVersion'),
    caughtBy: 'Exactly RestoreFiles and PurgeFiles may remove versions',
  },
  {
    name: 'a role for callers may remove versions too',
    change: widened(
      'PresignGetCallerRole/Properties/Policies/0/PolicyDocument/Statement/0/Action',
      's3:DeleteObjectVersion',
    ),
    caughtBy: 'PresignGetCallerRole grants the S3 actions of PresignGet and no other',
  },
  ...startingWorkflow.flatMap((name): readonly Mutant[] => [
    {
      name: `${name} may start any workflow`,
      change: replaced(`${statement(name, 4)}/Resource`, { 'Fn::Sub': `${machines}:*` }),
      caughtBy: 'Only what changes many files starts the workflow of changes, and it starts no other',
    },
    {
      name: `${name} may not start the workflow`,
      change: removed(statement(name, 4)),
      caughtBy: 'Only what changes many files starts the workflow of changes, and it starts no other',
    },
  ]),
  {
    name: 'ListTrash starts the workflow',
    change: replaced(statement('ListTrash', 0), {
      Effect: 'Allow',
      Action: 'states:StartExecution',
      Resource: { 'Fn::Sub': `${machines}:\${AWS::StackName}-changes` },
    }),
    caughtBy: 'Only what changes many files starts the workflow of changes, and it starts no other',
  },
];
