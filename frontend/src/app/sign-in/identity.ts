import { InjectionToken } from '@angular/core';

import type { SessionTokens } from '../tokens/session-tokens.ts';

/** The step that a sign-in asks for next. */
export type SignInStep =
  | { kind: 'signed-in' }
  | { kind: 'new-password' }
  | { kind: 'code' }
  /** The pool requires an authenticator app and there is none yet; `secret` is its key. */
  | { kind: 'set-up'; secret: string }
  | { kind: 'reset-required' }
  | { kind: 'unsupported'; step: string };

/** What the app knows of the person who is signed in. The rest stays in the identity service. */
export type IdentityTokens = Pick<SessionTokens, 'userId' | 'username' | 'accessToken'>;

/** What another tab of this browser did to the session. */
export type IdentityChange =
  /** It was renewed, or the same person has signed in again. */
  { kind: 'renewed'; tokens: IdentityTokens } | { kind: 'ended' } | { kind: 'signed-out' };

export interface SignInOptions {
  /**
   * Whether the session outlives the browser. Without a value that stays as it was, for a person who signs in again.
   */
  readonly keep?: boolean | undefined;
}

/** The identity service that the session needs. Tests replace it. */
export interface Identity {
  /** Loads what a sign-in needs, because one is likely to follow. */
  prepare(): void;
  signIn(username: string, password: string, options?: SignInOptions): Promise<SignInStep>;
  /** Answers the previous step with the new password or with the code of the authenticator app. */
  answer(response: string): Promise<SignInStep>;
  /**
   * Returns the tokens, or `undefined` when nobody is signed in or the session can no longer be renewed. Rejects when
   * the network is gone.
   */
  tokens(options?: { renew: boolean }): Promise<IdentityTokens | undefined>;
  /** Calls back when another tab of this browser has changed the session of this tab. */
  follow(follower: (change: IdentityChange) => void): void;
  /** Forgets the tokens at once, in all tabs of this browser, and revokes them in the background. */
  signOut(): Promise<void>;
  /** Sends a code to the verified e-mail address of the user, if there is one. */
  requestReset(username: string): Promise<void>;
  resetPassword(username: string, code: string, password: string): Promise<void>;
  readonly account: AccountSignIn;
}

/** The next step of a sign-in for a change of the account, or the token that the last step gave. */
export type AccountStep =
  { kind: 'signed-in'; userId: string; accessToken: string } | Exclude<SignInStep, { kind: 'signed-in' }>;

/**
 * The sign-in right before a change of the account. A token of the session cannot change the account, so whoever steals
 * that token cannot. The session stays as it is, and the token that comes lives five minutes and is never stored.
 */
export interface AccountSignIn {
  signIn(username: string, password: string): Promise<AccountStep>;
  /** Answers the previous step with the code of the authenticator app. */
  answer(code: string): Promise<AccountStep>;
}

export const IDENTITY = new InjectionToken<Identity>('IDENTITY');
