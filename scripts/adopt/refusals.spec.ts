import { describe, expect, it } from '@jest/globals';

import type { AdoptOptions } from './adopt.ts';
import { bucket, pool, poolId, retained, run } from './testing/adopt-world.ts';
import { refusal, type Answers } from './testing/scripted-aws.ts';

describe('npm run adopt refuses', () => {
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
      'a pool from before people signed in by e-mail',
      { DescribeUserPool: () => ({ UserPool: { ...pool, AliasAttributes: undefined } }) },
      '(AliasAttributes is [], in template.yaml [email]): a deploy would replace it by a new, empty pool',
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
});
