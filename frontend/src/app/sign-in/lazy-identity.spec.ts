import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { testConfig } from '../../testing/test-config.ts';
import { StoredNames } from '../tokens/stored-names.ts';
import { lazyIdentity, type LoadIdentity } from './lazy-identity.ts';

const names = new StoredNames(testConfig.userPoolClientId);
let amplify: FakeIdentity;
const load = jest.fn<LoadIdentity>();

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  amplify = fakeIdentity();
  load.mockReset().mockResolvedValue(amplify);
});

const blocked = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('lazyIdentity', () => {
  it('loads nothing to find out that nobody is signed in', async () => {
    sessionStorage.setItem('airlock.another-client.account', '{}');
    localStorage.setItem('airlock.another-client.recent', 'anna-id');
    await expect(lazyIdentity(testConfig, load).tokens()).resolves.toBeUndefined();
    expect(load).not.toHaveBeenCalled();
  });

  it('loads to restore what a reload left behind', async () => {
    sessionStorage.setItem(names.account, '{}');
    await expect(lazyIdentity(testConfig, load).tokens()).resolves.toMatchObject({ username: 'anna' });
  });

  it('loads to look for a session of another tab', async () => {
    localStorage.setItem(names.recent, 'anna-id');
    await expect(lazyIdentity(testConfig, load).tokens()).resolves.toMatchObject({ username: 'anna' });
  });

  it('loads nothing where the browser blocks storage', async () => {
    jest.spyOn(window, 'sessionStorage', 'get').mockImplementation(blocked);
    jest.spyOn(window, 'localStorage', 'get').mockImplementation(blocked);
    await expect(lazyIdentity(testConfig, load).tokens()).resolves.toBeUndefined();
  });

  it('passes on what another tab does, also to those who asked before it was loaded', async () => {
    const identity = lazyIdentity(testConfig, load);
    const follower = jest.fn();
    identity.follow(follower);
    expect(load).not.toHaveBeenCalled();
    await identity.signIn('anna', 'password');
    amplify.follow.mock.calls[0]?.[0]({ kind: 'ended' });
    expect(follower).toHaveBeenCalledWith({ kind: 'ended' });
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
