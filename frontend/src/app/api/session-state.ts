import { InjectionToken, type Signal } from '@angular/core';

/** Says who is signed in. `userId` is the `sub` of the token. */
export type SessionState =
  | { kind: 'unknown' }
  /** `elsewhere` says that it was done in another tab of this browser. */
  | { kind: 'signed-out'; elsewhere?: true }
  | { kind: 'signed-in'; username: string; userId: string }
  /** The session can no longer be renewed; the person may sign in again without losing what is in progress. */
  | { kind: 'ended'; username: string; userId: string };

/** Returns the id of the person whose page this is, also after their session has ended; `undefined` when nobody's. */
export function userIdOf(state: SessionState): string | undefined {
  return state.kind === 'signed-in' || state.kind === 'ended' ? state.userId : undefined;
}

/** The state of the session, for services that must know whose page this is. The session provides it. */
export const SESSION_STATE = new InjectionToken<Signal<SessionState>>('SESSION_STATE');
