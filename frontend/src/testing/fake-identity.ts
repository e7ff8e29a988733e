import { jest } from '@jest/globals';

import type { AuthenticatorApp, Identity } from '../app/sign-in/identity.ts';

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
    authenticator: {
      isOn: jest.fn<AuthenticatorApp['isOn']>().mockResolvedValue(false),
      begin: jest.fn<AuthenticatorApp['begin']>().mockResolvedValue('JBSWY3DPEHPK3PXP'),
      confirm: jest.fn<AuthenticatorApp['confirm']>().mockResolvedValue(undefined),
      switchOff: jest.fn<AuthenticatorApp['switchOff']>().mockResolvedValue(undefined),
    },
  };
}

export type FakeIdentity = ReturnType<typeof fakeIdentity>;
