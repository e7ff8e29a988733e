import { InjectionToken } from '@angular/core';

/** What a sign-in asks for next. */
export type SignInStep =
  | { kind: 'signed-in' }
  | { kind: 'new-password' }
  | { kind: 'code' }
  /** The pool demands an authenticator app and there is none yet: `secret` is for it. */
  | { kind: 'set-up'; secret: string }
  | { kind: 'reset-required' }
  | { kind: 'unsupported'; step: string };

export interface IdentityTokens {
  username: string;
  /** The `sub` of the token: stays with the person, and no other one ever gets it. */
  userId: string;
  accessToken: string;
}

/** The role that Amplify plays for the session; tests play it too. */
export interface Identity {
  /** A sign-in is likely to follow: what it needs may be fetched now. */
  prepare(): void;
  signIn(username: string, password: string): Promise<SignInStep>;
  /** Answers the step before: the new password, or the code of the authenticator app. */
  answer(response: string): Promise<SignInStep>;
  /** `undefined` when nobody is signed in or the session can no longer be renewed; rejects when the network is gone. */
  tokens(options?: { renew: boolean }): Promise<IdentityTokens | undefined>;
  signOut(options: { everywhere: boolean }): Promise<void>;
  /** Has a code sent to the verified address of the user, if there is one. */
  requestReset(username: string): Promise<void>;
  resetPassword(username: string, code: string, password: string): Promise<void>;
  readonly authenticator: AuthenticatorApp;
}

/** The authenticator app of who is signed in. */
export interface AuthenticatorApp {
  isOn(): Promise<boolean>;
  /** A new secret in base32. It counts from `confirm` on. */
  begin(): Promise<string>;
  /** From now on a sign-in asks for codes of the new secret, of which `code` is the first. */
  confirm(code: string): Promise<void>;
  switchOff(): Promise<void>;
}

export const IDENTITY = new InjectionToken<Identity>('IDENTITY');
