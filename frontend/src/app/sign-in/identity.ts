import { InjectionToken } from '@angular/core';

/** The step that a sign-in asks for next. */
export type SignInStep =
  | { kind: 'signed-in' }
  | { kind: 'new-password' }
  | { kind: 'code' }
  /** The pool requires an authenticator app and there is none yet; `secret` is its key. */
  | { kind: 'set-up'; secret: string }
  | { kind: 'reset-required' }
  | { kind: 'unsupported'; step: string };

export interface IdentityTokens {
  username: string;
  /** The `sub` of the token. It stays with the person and is never given to another. */
  userId: string;
  accessToken: string;
}

/** The identity service that the session needs. Amplify implements it, and tests replace it. */
export interface Identity {
  /** Loads what a sign-in needs, because one is likely to follow. */
  prepare(): void;
  signIn(username: string, password: string): Promise<SignInStep>;
  /** Answers the previous step with the new password or with the code of the authenticator app. */
  answer(response: string): Promise<SignInStep>;
  /**
   * Returns the tokens, or `undefined` when nobody is signed in or the session can no longer be renewed. Rejects when
   * the network is gone.
   */
  tokens(options?: { renew: boolean }): Promise<IdentityTokens | undefined>;
  signOut(options: { everywhere: boolean }): Promise<void>;
  /** Sends a code to the verified e-mail address of the user, if there is one. */
  requestReset(username: string): Promise<void>;
  resetPassword(username: string, code: string, password: string): Promise<void>;
  readonly authenticator: AuthenticatorApp;
}

/** The authenticator app of the signed-in person. */
export interface AuthenticatorApp {
  isOn(): Promise<boolean>;
  /** Returns a new secret in base32. It becomes active with `confirm`. */
  begin(): Promise<string>;
  /** Activates the new secret. `code` is its first code; from then on every sign-in asks for one. */
  confirm(code: string): Promise<void>;
  switchOff(): Promise<void>;
}

export const IDENTITY = new InjectionToken<Identity>('IDENTITY');
