import { describe, expect, it, jest } from '@jest/globals';

import { PoolRefusal } from '../sign-in/pool-request.ts';
import { endSessions, endUnseen, signInAgain } from './end-sessions.ts';

const lost = new TypeError('Failed to fetch');
const revoked = new PoolRefusal('NotAuthorizedException', 'Access Token has been revoked');

function ending(...answers: (Error | 'ended')[]) {
  const waited: number[] = [];
  const signOutEverywhere = jest.fn(() => {
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve();
  });
  const wait = (ms: number) => Promise.resolve(void waited.push(ms));
  return { waited, ended: endSessions({ signOutEverywhere }, wait) };
}

describe('endSessions', () => {
  it('tries again when the service was not reached, is busy or broken', async () => {
    const { ended, waited } = ending(lost, new PoolRefusal('TooManyRequestsException', ''), 'ended');
    await ended;
    expect(waited).toEqual([1_000, 3_000]);
  });

  it('rejects after three tries', async () => {
    await expect(ending(lost, lost, lost, 'ended').ended).rejects.toBe(lost);
  });

  it('takes a token that is revoked after a lost answer as a success', async () => {
    await expect(ending(lost, revoked).ended).resolves.toBeUndefined();
  });

  it('takes a token that is revoked at the first try as a failure', async () => {
    await expect(ending(revoked).ended).rejects.toBe(revoked);
  });
});

describe('endUnseen', () => {
  const calls = async (isClosed: boolean, signOutEverywhere = () => Promise.resolve()) => {
    const done: string[] = [];
    const account = {
      notify: (notice: string) => Promise.resolve(void done.push(notice)),
      signOutEverywhere: () => signOutEverywhere().finally(() => done.push('ended')),
    };
    await endUnseen({ isClosed: () => isClosed }, account, 'password-changed');
    return done;
  };

  it('tells and ends all sessions for a dialog that was closed in the middle of a change', async () => {
    await expect(calls(true)).resolves.toEqual(['password-changed', 'ended']);
  });

  it('leaves both to the last form of a dialog that is open', async () => {
    await expect(calls(false)).resolves.toEqual([]);
  });

  it('resolves also when the service refuses', async () => {
    const refuse = () => Promise.reject(new PoolRefusal('ForbiddenException', ''));
    await expect(calls(true, refuse)).resolves.toEqual(['password-changed', 'ended']);
  });
});

describe('signInAgain', () => {
  const proof = { username: 'anna', password: 'password' };
  const signIn = () => Promise.resolve({ kind: 'signed-in' } as const);

  it('signs in with what was typed', async () => {
    await expect(signInAgain({ signIn }, { ...proof, isMine: () => true })).resolves.toEqual({ kind: 'signed-in' });
  });

  it('signs nobody in whose page it is no more', async () => {
    await expect(signInAgain({ signIn }, { ...proof, isMine: () => false })).resolves.toBeUndefined();
  });
});
