import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import { IDENTITY, type IdentityChange, type IdentityTokens } from './identity.ts';
import { Session } from './session.ts';

let identity: FakeIdentity;
let session: Session;

beforeEach(() => {
  identity = fakeIdentity();
  TestBed.configureTestingModule({ providers: [{ provide: IDENTITY, useValue: identity }] });
  session = TestBed.inject(Session);
});

const tokens = (accessToken: string): IdentityTokens => ({ username: 'anna', userId: 'anna-id', accessToken });

describe('Session', () => {
  it('finds the session that a reload left behind, asking once', async () => {
    await session.restore();
    await session.restore();
    expect(session.state()).toEqual({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
    expect(identity.tokens).toHaveBeenCalledTimes(1);
  });

  it('counts a session that cannot be read as none', async () => {
    identity.tokens.mockRejectedValue(new Error('no network'));
    await expect(session.restore()).resolves.toEqual({ kind: 'signed-out' });
  });

  it('stays where it was until the last step is answered', async () => {
    identity.signIn.mockResolvedValue({ kind: 'new-password' });
    await expect(session.signIn('anna', 'temporary')).resolves.toEqual({ kind: 'new-password' });
    expect(session.state().kind).toBe('unknown');
    await session.answer('a new one');
    expect(session.state()).toEqual({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
  });

  it('renews once for all calls that were refused together', async () => {
    await session.restore();
    const renewal = deferred<IdentityTokens>();
    identity.tokens.mockImplementation((options) =>
      options?.renew ? renewal.promise : Promise.resolve(tokens('token-1')),
    );
    const all = Promise.all([session.renewed('token-1'), session.renewed('token-1'), session.renewed('token-1')]);
    renewal.resolve(tokens('token-2'));
    await expect(all).resolves.toEqual(['token-2', 'token-2', 'token-2']);
    expect(identity.tokens.mock.calls.filter(([options]) => options?.renew)).toHaveLength(1);
  });

  it('does not renew when a newer token is there already', async () => {
    identity.tokens.mockResolvedValue(tokens('token-2'));
    await expect(session.renewed('token-1')).resolves.toBe('token-2');
    expect(identity.tokens).toHaveBeenCalledTimes(1);
  });

  it('does not end the session because the network is gone', async () => {
    await session.restore();
    identity.tokens.mockRejectedValue(new Error('no network'));
    await expect(session.current()).rejects.toMatchObject({ code: 'network' });
    expect(session.state().kind).toBe('signed-in');
  });

  describe('when it has ended', () => {
    beforeEach(async () => {
      await session.restore();
      identity.tokens.mockResolvedValue(undefined);
    });

    it('lets calls wait until the person has signed in again', async () => {
      const waiting = Promise.all([session.current(), session.current()]);
      await Promise.resolve();
      await Promise.resolve();
      expect(session.state()).toEqual({ kind: 'ended', username: 'anna', userId: 'anna-id' });
      identity.tokens.mockResolvedValue(tokens('token-3'));
      await session.signIn('anna', 'password');
      await expect(waiting).resolves.toEqual(['token-3', 'token-3']);
    });

    it('never gives them the token of somebody else who signs in', async () => {
      const waiting = session.current().catch((error: unknown) => error);
      await Promise.resolve();
      await Promise.resolve();
      identity.tokens.mockResolvedValue({ username: 'ben', userId: 'ben-id', accessToken: 'token-of-ben' });
      await session.signIn('ben', 'password');
      await expect(waiting).resolves.toMatchObject({ code: 'unauthorized' });
    });

    it('refuses them when the person signs out instead', async () => {
      const waiting = session.current().catch((error: unknown) => error);
      await Promise.resolve();
      await Promise.resolve();
      await session.signOut();
      await expect(waiting).resolves.toMatchObject({ code: 'unauthorized' });
    });
  });

  describe('when another tab of this browser', () => {
    const tell = (change: IdentityChange) => identity.follow.mock.calls.forEach(([follower]) => follower(change));
    const anna = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };

    beforeEach(() => session.restore());

    it('signs out, this one does too, and its calls are refused', async () => {
      identity.tokens.mockResolvedValue(undefined);
      const waiting = session.current().catch((error: unknown) => error);
      await Promise.resolve();
      await Promise.resolve();
      tell({ kind: 'signed-out' });
      expect(session.state()).toEqual({ kind: 'signed-out', elsewhere: true });
      await expect(waiting).resolves.toMatchObject({ code: 'unauthorized' });
    });

    it('finds that the session has ended, this one asks too, and one answer is enough for both', async () => {
      tell({ kind: 'ended' });
      expect(session.state()).toEqual({ ...anna, kind: 'ended' });
      const waiting = session.current();
      tell({ kind: 'renewed', tokens: tokens('token-4') });
      expect(session.state()).toEqual(anna);
      await expect(waiting).resolves.toBe('token-4');
    });

    it('has somebody else, this one goes on waiting for its own person', () => {
      tell({ kind: 'ended' });
      tell({ kind: 'renewed', tokens: { username: 'ben', userId: 'ben-id', accessToken: 'token-of-ben' } });
      expect(session.state()).toEqual({ ...anna, kind: 'ended' });
    });

    it('renews, nothing is to be seen', () => {
      tell({ kind: 'renewed', tokens: tokens('token-5') });
      expect(session.state()).toEqual(anna);
    });
  });

  it('stays on the page of the sign-in whatever other tabs do', async () => {
    identity.tokens.mockResolvedValue(undefined);
    await session.restore();
    for (const [follower] of identity.follow.mock.calls) follower({ kind: 'signed-out' });
    expect(session.state()).toEqual({ kind: 'signed-out' });
  });

  it('finishes first what needs the tokens', async () => {
    await session.restore();
    const order: string[] = [];
    TestBed.inject(SignOutWork).add(() => Promise.resolve(void order.push('work')));
    identity.signOut.mockImplementation(() => Promise.resolve(void order.push('tokens are gone')));
    await session.signOut();
    expect(order).toEqual(['work', 'tokens are gone']);
  });

  it('asks first, and stays when the person would rather', async () => {
    await session.restore();
    const question = jest.fn<() => Promise<boolean>>().mockResolvedValueOnce(false).mockResolvedValue(true);
    TestBed.inject(SignOutWork).ask(question);
    await expect(session.signOut()).resolves.toBe(false);
    expect([identity.signOut.mock.calls.length, session.state().kind]).toEqual([0, 'signed-in']);
    await expect(session.signOut()).resolves.toBe(true);
    expect(session.state().kind).toBe('signed-out');
  });

  it('gives no call the tokens of somebody who is just signing in', async () => {
    await session.restore();
    identity.tokens.mockResolvedValue({ username: 'ben', userId: 'ben-id', accessToken: 'token-of-ben' });
    await expect(session.current()).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it.each<[string, IdentityTokens | undefined]>([
    ['none', undefined],
    ['those of that person', tokens('token-of-anna')],
  ])(
    'gives a call of a person who has left nothing, and the next person keeps their session: %s',
    async (_what, found) => {
      await session.restore();
      const answer = deferred<IdentityTokens | undefined>();
      identity.tokens.mockReturnValueOnce(answer.promise);
      const left = session.current().catch((error: unknown) => error);
      await session.signOut();
      identity.tokens.mockResolvedValue({ username: 'ben', userId: 'ben-id', accessToken: 'token-of-ben' });
      await session.signIn('ben', 'password');
      answer.resolve(found);
      await expect(left).resolves.toMatchObject({ code: 'unauthorized' });
      expect(session.state()).toEqual({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    },
  );

  it('renews for the next person though the renewal of the last one is still in progress', async () => {
    await session.restore();
    identity.tokens.mockReturnValueOnce(deferred<IdentityTokens>().promise);
    void session.renewed('token-of-anna');
    await session.signOut();
    const ben = { username: 'ben', userId: 'ben-id' };
    identity.tokens.mockResolvedValue({ ...ben, accessToken: 'token-of-ben-1' });
    await session.signIn('ben', 'password');
    identity.tokens.mockImplementation((options) =>
      Promise.resolve({ ...ben, accessToken: options?.renew ? 'token-of-ben-2' : 'token-of-ben-1' }),
    );
    await expect(session.renewed('token-of-ben-1')).resolves.toBe('token-of-ben-2');
  });

  it('forgets the session even when it cannot be revoked', async () => {
    await session.restore();
    identity.signOut.mockRejectedValue(new Error('no network'));
    await session.signOut();
    expect(session.state()).toEqual({ kind: 'signed-out' });
  });

  it('stays when the sessions of other devices could not be ended', async () => {
    await session.restore();
    await expect(session.signOut(() => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect([identity.signOut.mock.calls.length, session.state().kind]).toEqual([0, 'signed-in']);
  });

  it('does not end the session because a function of the user pool failed', async () => {
    await session.restore();
    identity.tokens.mockRejectedValue(Object.assign(new Error(), { name: 'UnexpectedLambdaException' }));
    await expect(session.current()).rejects.toMatchObject({ code: 'network' });
    expect(session.state().kind).toBe('signed-in');
  });
});
