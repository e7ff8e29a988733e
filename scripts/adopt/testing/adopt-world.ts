import { join } from 'node:path';

import { parseTemplate } from '@airlock/template';

import type { Target } from '../../deploy/target.ts';
import { adopt, type AdoptOptions } from '../adopt.ts';
import { refusal, scriptedAws, type Answers } from './scripted-aws.ts';

const root = join(import.meta.dirname, '../../..');
const template = parseTemplate(join(root, 'template.yaml'));
const target: Target = {
  ...{ root, env: 'default', stackName: 'airlock', region: 'eu-central-1' },
  ...{ accountId: '123456789012', yes: false, given: new Map() },
};
export const bucket = (kind: string): string => `airlock-${kind}-123456789012-eu-central-1`;
export const poolId = 'eu-central-1_abc';
export const pool = {
  ...{ Id: poolId, Name: 'airlock', EstimatedNumberOfUsers: 12, CreationDate: new Date('2026-05-04') },
  AliasAttributes: ['email' as const],
  UsernameConfiguration: { CaseSensitive: false },
};
export const noStack = refusal('ValidationError', 'Stack with id airlock does not exist');

/** AWS after `sam delete`: pool and buckets with their policies are there, no stack is. */
export function retained(): Answers {
  let stack: object | undefined;
  return {
    DescribeStacks: () => (stack === undefined ? noStack : { Stacks: [stack] }),
    HeadBucket: () => ({}),
    GetBucketPolicy: () => ({ Policy: '{}' }),
    ListUserPools: () => ({ UserPools: [{ Id: 'eu-central-1_other', Name: 'other' }, pool] }),
    DescribeUserPool: () => ({ UserPool: pool }),
    ListObjectsV2: () => ({ CommonPrefixes: [{ Prefix: 'users/gone/' }, { Prefix: 'users/known/' }] }),
    ListUsers: ({ Filter }) => ({ Users: Filter === 'sub = "known"' ? [{ Username: 'ann' }] : [] }),
    DeleteChangeSet: () => noStack,
    CreateChangeSet: () => {
      stack = { StackName: 'airlock', StackStatus: 'REVIEW_IN_PROGRESS' };
      return {};
    },
    DescribeChangeSet: () => ({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' }),
    ExecuteChangeSet: () => {
      stack = { StackName: 'airlock', StackStatus: 'IMPORT_COMPLETE' };
      return {};
    },
    DeleteStack: () => ({}),
  };
}

/** Runs the command once on scripted answers; the person types one answer. */
export async function run(answers: Answers, { options = {}, typed = 'y', given = new Map<string, string>() } = {}) {
  const aws = scriptedAws(answers);
  const said: string[] = [];
  const all: AdoptOptions = { template, pool: undefined, anyPool: false, ...options };
  const terminal = { say: (line: string) => void said.push(line), ask: () => Promise.resolve(typed) };
  const refused = await adopt(aws.clients, { ...target, given }, all, terminal).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { refused, said: said.join('\n'), changes: aws.changes, changed: aws.changes.map(([name]) => name) };
}
