import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { testConfig } from '../../testing/test-config.ts';
import { lazyIdentity, type LoadIdentity } from './lazy-identity.ts';

let amplify: FakeIdentity;
const load = jest.fn<LoadIdentity>();

beforeEach(() => {
  sessionStorage.clear();
  amplify = fakeIdentity();
  load.mockReset().mockResolvedValue(amplify);
});

describe('lazyIdentity', () => {
  it('loads nothing to find out that nobody is signed in', async () => {
    sessionStorage.setItem('CognitoIdentityServiceProvider.another-client.LastAuthUser', 'x');
    await expect(lazyIdentity(testConfig, load).tokens()).resolves.toBeUndefined();
    expect(load).not.toHaveBeenCalled();
  });

  it('loads to restore what a reload left behind', async () => {
    sessionStorage.setItem('CognitoIdentityServiceProvider.client.LastAuthUser', 'anna');
    await expect(lazyIdentity(testConfig, load).tokens()).resolves.toMatchObject({ username: 'anna' });
  });

  it('loads once, and asks what it loaded from then on', async () => {
    const identity = lazyIdentity(testConfig, load);
    identity.prepare();
    await identity.signIn('anna', 'password');
    await identity.tokens({ renew: true });
    expect(amplify.tokens).toHaveBeenCalledWith({ renew: true });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('tries again after it could not be loaded', async () => {
    load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
    const identity = lazyIdentity(testConfig, load);
    identity.prepare();
    await new Promise((resolve) => setTimeout(resolve));
    await expect(identity.signIn('anna', 'password')).resolves.toEqual({ kind: 'signed-in' });
  });
});
