import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from '@airlock/template';

import type { Target } from '../deploy/target.ts';
import { adopt, type AdoptOptions } from './adopt.ts';
import { refusal, scriptedAws, type Answers } from './testing/scripted-aws.ts';

const root = join(import.meta.dirname, '../..');
const template = parseTemplate(join(root, 'template.yaml'));
const target: Target = {
  ...{ root, env: 'default', stackName: 'airlock', region: 'eu-central-1' },
  ...{ accountId: '123456789012', yes: false, given: new Map() },
};
const bucket = (kind: string): string => `airlock-${kind}-123456789012-eu-central-1`;
const poolId = 'eu-central-1_abc';
const pool = {
  ...{ Id: poolId, Name: 'airlock', EstimatedNumberOfUsers: 12, CreationDate: new Date('2026-05-04') },
  UsernameConfiguration: { CaseSensitive: false },
};
const noStack = refusal('ValidationError', 'Stack with id airlock does not exist');
const noOwner = refusal('ValidationError', `Stack for ${bucket('files')} does not exist`);

/** AWS after `sam delete`: pool and buckets with their policies are there, no stack is. */
function retained(): Answers {
  let stack: object | undefined;
  return {
    DescribeStacks: () => (stack === undefined ? noStack : { Stacks: [stack] }),
    HeadBucket: () => ({}),
    GetBucketPolicy: () => ({ Policy: '{}' }),
    ListUserPools: () => ({ UserPools: [{ Id: 'eu-central-1_other', Name: 'other' }, pool] }),
    DescribeUserPool: () => ({ UserPool: pool }),
    ListObjectsV2: () => ({ CommonPrefixes: [{ Prefix: 'users/gone/' }, { Prefix: 'users/known/' }] }),
    ListUsers: ({ Filter }) => ({ Users: Filter === 'sub = "known"' ? [{ Username: 'ann' }] : [] }),
    DescribeStackResources: () => noOwner,
    DeleteChangeSet: () => noStack,
    CreateChangeSet: () => ({}),
    DescribeChangeSet: () => ({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' }),
    ExecuteChangeSet: () => {
      stack = { StackName: 'airlock', StackStatus: 'IMPORT_COMPLETE' };
      return {};
    },
    DeleteStack: () => ({}),
  };
}

async function run(answers: Answers, { options = {}, typed = 'y', given = new Map<string, string>() } = {}) {
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

const wholeImport = ['DeleteChangeSet', 'CreateChangeSet', 'ExecuteChangeSet'];

describe('npm run adopt', () => {
  it('shows what it adopts, asks, and imports the pool and each bucket with its policy', async () => {
    const { refused, said, changes, changed } = await run(retained());
    expect(refused).toBeUndefined();
    expect(said).toContain(`UserPool           ${poolId} "airlock", 12 accounts, made 2026-05-04`);
    expect(said).toContain('npm run deploy -- --stack airlock --region eu-central-1');
    expect(changed).toEqual(wholeImport);
    const [, asked] = changes[1] ?? [];
    expect(asked).toMatchObject({ StackName: 'airlock', ChangeSetType: 'IMPORT' });
    expect(asked?.['ResourcesToImport']).toEqual([
      resource('UserPool', 'AWS::Cognito::UserPool', { UserPoolId: poolId }),
      ...['Files', 'State', 'Web'].flatMap((name) => [
        resource(`${name}Bucket`, 'AWS::S3::Bucket', { BucketName: bucket(name.toLowerCase()) }),
        resource(`${name}BucketPolicy`, 'AWS::S3::BucketPolicy', { Bucket: bucket(name.toLowerCase()) }),
      ]),
    ]);
  });

  it('leaves to the deploy what is not there', async () => {
    const { changes } = await run({
      ...retained(),
      HeadBucket: ({ Bucket }) => (Bucket === bucket('files') ? {} : refusal('NotFound', 'none', 404)),
      GetBucketPolicy: () => refusal('NoSuchBucketPolicy', 'none', 404),
    });
    expect(changes[1]?.[1]['ResourcesToImport']).toEqual([
      resource('UserPool', 'AWS::Cognito::UserPool', { UserPoolId: poolId }),
      resource('FilesBucket', 'AWS::S3::Bucket', { BucketName: bucket('files') }),
    ]);
  });

  it('begins anew when an earlier run was cut off before the import', async () => {
    const answers = retained();
    const { refused, changed } = await run({
      ...answers,
      DescribeStacks: (input) => {
        const now = answers['DescribeStacks']?.(input) ?? {};
        return now === noStack ? { Stacks: [{ StackStatus: 'REVIEW_IN_PROGRESS' }] } : now;
      },
      DeleteChangeSet: () => ({}),
    });
    expect([refused, changed]).toEqual([undefined, wholeImport]);
  });

  it('goes on when an earlier run was cut off during or after the import', async () => {
    const states = ['IMPORT_IN_PROGRESS', 'IMPORT_IN_PROGRESS', 'IMPORT_COMPLETE'];
    const DescribeStacks = () => ({ Stacks: [{ StackStatus: states.shift() ?? 'IMPORT_COMPLETE' }] });
    const { refused, said, changed } = await run({ ...retained(), DescribeStacks });
    expect([refused, changed]).toEqual([undefined, []]);
    expect(said).toContain('has its pool and buckets again');
  });

  it.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
    'has nothing to do in %s',
    async (state) => {
      const { refused, changed } = await run({
        ...retained(),
        DescribeStacks: () => ({ Stacks: [{ StackStatus: state }] }),
      });
      expect(refused).toContain(
        `The stack airlock is there (${state}) and has its pool and buckets: there is nothing to`,
      );
      expect(changed).toEqual([]);
    },
  );

  type Refusal = readonly [name: string, answers: Answers, sentence: string, options?: Partial<AdoptOptions>];
  const refusals: readonly Refusal[] = [
    [
      'a stack that failed',
      { DescribeStacks: () => ({ Stacks: [{ StackStatus: 'ROLLBACK_COMPLETE' }] }) },
      'is ROLLBACK_COMPLETE: wait while it is in progress, else remove it with "aws cloudformation delete-stack',
    ],
    ['nothing left', { HeadBucket: () => refusal('NotFound', '', 404) }, 'Nothing of a stack airlock is left in eu-'],
    ['a foreign bucket', { HeadBucket: () => refusal('Forbidden', '', 403) }, 'belongs to another account, or you may'],
    [
      'another region',
      { HeadBucket: () => refusal('PermanentRedirect', '', 301) },
      'is not in eu-central-1: give its --reg',
    ],
    [
      'no pool',
      { ListUserPools: () => ({ UserPools: [] }) },
      'There is no user pool named airlock in eu-central-1: name',
    ],
    [
      'two pools',
      { ListUserPools: () => ({ UserPools: [pool, pool] }) },
      'Several user pools are named airlock: name one',
    ],
    [
      'an unknown pool',
      { DescribeUserPool: () => refusal('ResourceNotFoundException', 'User pool x does not exist.') },
      'There is no user pool eu-central-1_x in eu-central-1: check --pool and --region.',
      { pool: 'eu-central-1_x' },
    ],
    [
      'a wrong pool',
      { ListUsers: () => ({ Users: [] }) },
      `The user pool ${poolId} knows none of the people whose files are in ${bucket('files')}`,
      { pool: poolId },
    ],
    [
      'another stack that owns a bucket',
      {
        DescribeStackResources: ({ PhysicalResourceId }) =>
          PhysicalResourceId === bucket('web')
            ? { StackResources: [{ PhysicalResourceId, StackName: 'old', ResourceStatus: 'CREATE_COMPLETE' }] }
            : noOwner,
      },
      `${bucket('web')} belongs to the stack old: a resource has one stack only.`,
    ],
    [
      'a pool that a deploy would replace',
      { DescribeUserPool: () => ({ UserPool: { ...pool, UsernameConfiguration: { CaseSensitive: true } } }) },
      '(UsernameConfiguration.CaseSensitive is true, in template.yaml false): a deploy would replace it by a new, empty',
    ],
    [
      'missing rights',
      { HeadBucket: () => refusal('AccessDenied', 'no', 400) },
      'Your credentials may not do that (no)',
    ],
  ];
  it.each(refusals)('%s: a sentence with the way on, and nothing is changed', async (...row) => {
    const [, answers, sentence, options] = row;
    const { refused, changed } = await run({ ...retained(), ...answers }, { options });
    expect(refused).toContain(sentence);
    expect(changed).toEqual([]);
  });

  it('changes nothing without a yes', async () => {
    expect(await run(retained(), { typed: '' })).toMatchObject({
      refused: 'Not adopted. Nothing was changed.',
      changed: [],
    });
  });

  it('refuses parameters that a deploy would refuse', async () => {
    const { refused, changed } = await run(retained(), { given: new Map([['Mfa', 'sometimes']]) });
    expect(refused).toContain('Give the parameters that the deploy will get.');
    expect(changed).toEqual([]);
  });

  it('takes the empty stack away again when CloudFormation refuses the change set, and says why', async () => {
    const StatusReason = `${poolId} already exists in stack arn:aws:cloudformation:eu-central-1:1:stack/old/1`;
    const DescribeChangeSet = () => ({ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason });
    const { refused, changed } = await run({ ...retained(), DescribeChangeSet });
    expect(refused).toBe(`CloudFormation refuses to adopt them: ${StatusReason}. Nothing was changed.`);
    expect(changed).toEqual(['DeleteChangeSet', 'CreateChangeSet', 'DeleteStack']);
  });

  it('says why CloudFormation took an import back, and the way on', async () => {
    const states = [noStack];
    const { refused } = await run({
      ...retained(),
      DescribeStacks: () => states.shift() ?? { Stacks: [{ StackStatus: 'IMPORT_ROLLBACK_COMPLETE' }] },
      DescribeStackEvents: () => ({
        StackEvents: [
          { LogicalResourceId: 'airlock', ResourceStatus: 'IMPORT_ROLLBACK_COMPLETE' },
          { LogicalResourceId: 'WebBucket', ResourceStatus: 'IMPORT_FAILED', ResourceStatusReason: 'Bucket not found' },
        ],
      }),
    });
    expect(refused).toMatch(
      /^CloudFormation could not adopt WebBucket: Bucket not found Pool and buckets are as they were/,
    );
  });

  it('adopts a pool that knows nobody when that is said', async () => {
    const { refused } = await run({ ...retained(), ListUsers: () => ({ Users: [] }) }, { options: { anyPool: true } });
    expect(refused).toBeUndefined();
  });

  it('takes no deleted stack for an owner', async () => {
    const DescribeStackResources = ({ PhysicalResourceId }: Readonly<Record<string, unknown>>) => ({
      StackResources: [{ PhysicalResourceId, StackName: 'airlock', ResourceStatus: 'DELETE_SKIPPED' }],
    });
    expect((await run({ ...retained(), DescribeStackResources })).refused).toBeUndefined();
  });
});

const resource = (LogicalResourceId: string, ResourceType: string, ResourceIdentifier: object) => ({
  ...{ LogicalResourceId, ResourceType, ResourceIdentifier },
});
