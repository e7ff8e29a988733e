import type { AccountNotice } from '@airlock/contract';

import type { SignInStep } from '../sign-in/identity.ts';
import { PoolRefusal } from '../sign-in/pool-request.ts';
import { isClosed, type Account } from './account.ts';
import type { OpenAccount } from './open-account.ts';

/** Times between the tries to end the sessions of other devices. */
const againMs = [1_000, 3_000];

/** The mail holds up the end of the sessions no longer than this. A slow one is sent all the same. */
const mailPatienceMs = 5_000;

/** Refusals that pass by themselves. */
const passing = ['InternalErrorException', 'TooManyRequestsException'];

/**
 * Ends all sessions of the person, also that of this page, and tries again before it rejects: whoever knew the old
 * password would stay signed in.
 */
export async function endSessions(
  account: Pick<Account, 'signOutEverywhere'>,
  wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await account.signOutEverywhere();
      return;
    } catch (error) {
      // An earlier try may have arrived although its answer did not, and has ended the token with the sessions.
      if (tries > 0 && isRevoked(error)) return;
      const pause = againMs[tries];
      if (pause === undefined || (error instanceof PoolRefusal && !passing.includes(error.name))) throw error;
      await wait(pause);
    }
  }
}

/** Sends the mail about a change, right before the sessions end. */
export async function tell(
  account: Pick<Account, 'notify'>,
  notice: AccountNotice,
  patienceMs = mailPatienceMs,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  await Promise.race([account.notify(notice), patience]);
  clearTimeout(timer);
}

/**
 * Tells by mail and ends all sessions for a dialog that was closed while it made a change, so that its last form never
 * came. Resolves in any case: nobody is there to try again.
 */
export async function endUnseen(
  dialog: { isClosed(): boolean },
  account: Pick<Account, 'notify' | 'signOutEverywhere'>,
  notice?: AccountNotice,
): Promise<void> {
  if (!dialog.isClosed()) return;
  if (notice) await tell(account, notice);
  await endSessions(account).catch(() => undefined);
}

/**
 * Signs the page in again with what was typed. Resolves with `undefined` when the person has signed out in another tab:
 * nobody is signed in without wanting it.
 */
export async function signInAgain(
  session: { signIn(username: string, password: string): Promise<SignInStep> },
  { username, password, isMine }: Omit<OpenAccount, 'account'>,
): Promise<SignInStep | undefined> {
  return isMine() ? session.signIn(username, password) : undefined;
}

const isRevoked = (thrown: unknown): boolean =>
  isClosed(thrown) && thrown instanceof Error && /revoked/i.test(thrown.message);
