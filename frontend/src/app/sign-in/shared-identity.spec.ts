/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { testConfig } from '../../testing/test-config.ts';
import { FakeBrowser, type FakeTab } from '../tokens/testing/fake-browser.ts';
import { FakeService } from '../tokens/testing/fake-service.ts';
import type { Identity } from './identity.ts';
import { sharedIdentity } from './shared-identity.ts';
import type { UserPool } from './user-pool.ts';

let browser: FakeBrowser;
let service: FakeService;
let tab: FakeTab;
let identity: Identity;
const send = jest.fn<typeof fetch>();

beforeEach(() => {
  browser = new FakeBrowser();
  service = new FakeService(browser);
  tab = browser.open();
  identity = identityOf(tab);
  send.mockReset().mockResolvedValue(new Response('{}'));
  jest.spyOn(globalThis, 'fetch').mockImplementation(send);
});

function identityOf({ ports }: FakeTab): Identity {
  const pool: UserPool = {
    signIn: (name, password) =>
      Promise.resolve(
        password === 'temporary'
          ? { step: { kind: 'new-password' } }
          : { step: { kind: 'signed-in' }, tokens: service.signIn(name) },
      ),
    answer: () => Promise.resolve({ step: { kind: 'signed-in' }, tokens: service.signIn('anna') }),
    renew: service.renew,
    requestReset: () => Promise.resolve(),
    resetPassword: () => Promise.resolve(),
    account: {
      signIn: () => Promise.resolve({ kind: 'code' }),
      answer: () => Promise.resolve({ kind: 'signed-in', userId: 'anna', accessToken: 'account' }),
    },
  };
  return sharedIdentity(testConfig, ports, () => Promise.resolve(pool));
}

/** Returns the requests to the pool that were sent, with what they carried. */
const sent = () =>
  send.mock.calls.map(([, init]) => {
    const target = new Headers(init?.headers).get('x-amz-target')?.split('.')[1];
    return [target, JSON.parse(init?.body as string) as unknown, init?.keepalive];
  });
/** Waits as long as it takes: what a session is sealed with is opened off the main thread. */
async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
const hasSent = () => eventually(() => send.mock.calls.length > 0);

describe('sharedIdentity', () => {
  it('remembers over all steps of a sign-in whether the session is to be kept', async () => {
    await identity.signIn('anna', 'temporary', { keep: true });
    await identity.answer('a new password');
    browser.restart();
    expect(await identityOf(browser.open()).tokens()).toMatchObject({ username: 'anna' });
  });

  it('forgets the tokens before anything answers, and revokes them in a request that outlives the page', async () => {
    await identity.signIn('anna', 'password', { keep: true });
    send.mockReturnValue(deferred<Response>().promise);
    const signingOut = identity.signOut();
    expect([...tab.stored.keys(), ...browser.shared.keys()]).toEqual([]);
    await signingOut;
    await hasSent();
    expect(sent()).toEqual([['RevokeToken', { ClientId: 'client', Token: 'refresh-1' }, true]]);
  });

  it('forgets the tokens when they cannot be revoked', async () => {
    await identity.signIn('anna', 'password');
    send.mockRejectedValue(new TypeError('Failed to fetch'));
    await identity.signOut();
    await hasSent();
    expect(await identity.tokens()).toBeUndefined();
  });

  it('leaves the session as it is when the account is opened', async () => {
    await identity.signIn('anna', 'password');
    const stored = new Map([...tab.stored, ...browser.shared]);
    await identity.account.signIn('anna', 'password');
    await expect(identity.account.answer('123456')).resolves.toMatchObject({ accessToken: 'account' });
    expect(new Map([...tab.stored, ...browser.shared])).toEqual(stored);
    expect(await identity.tokens()).toMatchObject({ accessToken: 'access-1' });
  });

  it('keeps the session of this tab while somebody else is refused, and revokes it once they are in', async () => {
    await identity.signIn('anna', 'password');
    await identity.signIn('ben', 'temporary');
    expect(await identity.tokens()).toMatchObject({ username: 'anna' });
    await identity.signIn('ben', 'password');
    expect(await identity.tokens()).toMatchObject({ username: 'ben' });
    await hasSent();
    expect(sent()).toEqual([['RevokeToken', { ClientId: 'client', Token: 'refresh-1' }, true]]);
  });

  it('tells what another tab has done', async () => {
    await identity.signIn('anna', 'password');
    const other = identityOf(browser.open(tab.stored));
    const follower = jest.fn();
    other.follow(follower);
    await other.tokens();
    await identity.signOut();
    await eventually(() => follower.mock.calls.length > 0);
    expect(follower).toHaveBeenCalledWith({ kind: 'signed-out' });
  });
});
