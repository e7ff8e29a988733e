import { describe, expect, it } from '@jest/globals';

import { bucket, noStack, poolId, retained, run } from './testing/adopt-world.ts';
import { refusal } from './testing/scripted-aws.ts';

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

  it('imports the records of an audit too, where the deploy had Audit', async () => {
    const { refused, changes } = await run(retained(), { given: new Map([['Audit', 'on']]) });
    expect(refused).toBeUndefined();
    expect(changes[1]?.[1]['ResourcesToImport']).toEqual(
      expect.arrayContaining([
        resource('AuditBucket', 'AWS::S3::Bucket', { BucketName: bucket('audit') }),
        resource('AuditBucketPolicy', 'AWS::S3::BucketPolicy', { Bucket: bucket('audit') }),
      ]),
    );
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

  it('adopts the pool although somebody has deleted the bucket of the files', async () => {
    const gone = refusal('NoSuchBucket', 'none', 404);
    const { refused, changes } = await run({
      ...retained(),
      HeadBucket: ({ Bucket }) => (Bucket === bucket('files') ? refusal('NotFound', 'none', 404) : {}),
      ListObjectsV2: () => gone,
    });
    expect(refused).toBeUndefined();
    expect(JSON.stringify(changes[1])).not.toContain('FilesBucket');
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

  it('takes the empty stack away again when another stack has the pool, and says which one', async () => {
    const StatusReason = `${poolId} already exists in stack arn:aws:cloudformation:eu-central-1:1:stack/old/1`;
    const DescribeChangeSet = () => ({ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason });
    const { refused, changed } = await run({ ...retained(), DescribeChangeSet });
    expect(refused).toContain(`CloudFormation refuses to adopt them: ${StatusReason}. A resource has one stack only: `);
    expect(refused).toMatch(/ Nothing was changed\.$/);
    expect(changed).toEqual(['DeleteChangeSet', 'CreateChangeSet', 'DeleteStack']);
  });

  it('leaves a stack alone that somebody made while the question waited for its answer', async () => {
    const states = [noStack];
    const { refused, changed } = await run({
      ...retained(),
      DescribeStacks: () => states.shift() ?? { Stacks: [{ StackStatus: 'CREATE_COMPLETE' }] },
      DescribeChangeSet: () => ({ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason: 'exists' }),
      DeleteChangeSet: () => ({}),
    });
    expect(refused).toContain('CloudFormation refuses to adopt them: exists.');
    expect(changed).toEqual(['DeleteChangeSet', 'CreateChangeSet', 'DeleteChangeSet']);
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
});

const resource = (LogicalResourceId: string, ResourceType: string, ResourceIdentifier: object) => ({
  ...{ LogicalResourceId, ResourceType, ResourceIdentifier },
});
