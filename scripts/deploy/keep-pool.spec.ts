import { join } from 'node:path';

import {
  CognitoIdentityProviderClient,
  type DescribeUserPoolCommandOutput,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from '@jest/globals';
import { readTemplate } from '@airlock/template';

import { keepPool } from './keep-pool.ts';

const template = readTemplate(join(import.meta.dirname, '../../template.yaml'), {
  ...{ stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' },
});
const stack = {
  ...{ StackName: 'airlock', CreationTime: new Date(0), StackStatus: 'UPDATE_COMPLETE' as const },
  Outputs: [{ OutputKey: 'UserPoolId', OutputValue: 'eu-central-1_abc' }],
};
const kept: UserPoolType = {
  ...{ Id: 'eu-central-1_abc', AliasAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } },
};

/** Makes a client that sends nothing and says what the pool is. */
function cognitoWith(UserPool: UserPoolType): CognitoIdentityProviderClient {
  const client = new CognitoIdentityProviderClient({ region: 'eu-central-1' });
  const output: DescribeUserPoolCommandOutput = { UserPool, $metadata: {} };
  client.middlewareStack.add(() => () => Promise.resolve({ output, response: {} }), { step: 'initialize' });
  return client;
}

describe('a deploy keeps the user pool', () => {
  it('that was made as the template says, in a new stack, and in one that has just adopted it', async () => {
    await expect(keepPool(cognitoWith(kept), stack, template)).resolves.toBeUndefined();
    await expect(keepPool(cognitoWith({}), undefined, template)).resolves.toBeUndefined();
    await expect(keepPool(cognitoWith({}), { ...stack, Outputs: [] }, template)).resolves.toBeUndefined();
  });

  it.each([
    ['AliasAttributes is [], in template.yaml [email]', { AliasAttributes: undefined }],
    ['UsernameAttributes is [email], in template.yaml []', { UsernameAttributes: ['email'] }],
    ['UsernameConfiguration.CaseSensitive is true, in template.yaml false', { UsernameConfiguration: undefined }],
  ] as const)('or is refused: %s', async (difference, change) => {
    const work = keepPool(cognitoWith({ ...kept, ...change } as UserPoolType), stack, template);
    await expect(work).rejects.toThrow(`(${difference}): a deploy would replace it by a new, empty pool`);
  });
});
