import { jest } from '@jest/globals';

import type { AccountSignIn, AccountStep, Identity } from '../app/sign-in/identity.ts';

const accountOpen: AccountStep = { kind: 'signed-in', userId: 'anna-id', accessToken: 'account-token' };

/** Creates a fake user pool with one person. Each test sets the answers of its calls. */
export function fakeIdentity() {
  return {
    prepare: jest.fn<Identity['prepare']>(),
    signIn: jest.fn<Identity['signIn']>().mockResolvedValue({ kind: 'signed-in' }),
    answer: jest.fn<Identity['answer']>().mockResolvedValue({ kind: 'signed-in' }),
    tokens: jest
      .fn<Identity['tokens']>()
      .mockResolvedValue({ username: 'anna', userId: 'anna-id', accessToken: 'token-1' }),
    follow: jest.fn<Identity['follow']>(),
    signOut: jest.fn<Identity['signOut']>().mockResolvedValue(undefined),
    requestReset: jest.fn<Identity['requestReset']>().mockResolvedValue(undefined),
    resetPassword: jest.fn<Identity['resetPassword']>().mockResolvedValue(undefined),
    account: {
      signIn: jest.fn<AccountSignIn['signIn']>().mockResolvedValue(accountOpen),
      answer: jest.fn<AccountSignIn['answer']>().mockResolvedValue(accountOpen),
    },
  };
}

export type FakeIdentity = ReturnType<typeof fakeIdentity>;
