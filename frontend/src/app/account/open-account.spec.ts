import { describe, expect, it } from '@jest/globals';

import { testConfig } from '../../testing/test-config.ts';
import { openAccount } from './open-account.ts';

const step = { kind: 'signed-in', userId: 'anna-id', accessToken: 'account-token' } as const;
const proof = { userId: 'anna-id', username: 'anna', password: 'password', isMine: () => true };

describe('openAccount', () => {
  it('opens the account of the person whose page it is', () => {
    expect(openAccount(testConfig, step, proof)).toMatchObject({ username: 'anna', password: 'password' });
  });

  it('opens no account of somebody else', () => {
    expect(openAccount(testConfig, { ...step, userId: 'ben-id' }, proof)).toBeUndefined();
  });

  it('opens no account in a page that has passed to somebody else', () => {
    expect(openAccount(testConfig, step, { ...proof, isMine: () => false })).toBeUndefined();
  });
});
