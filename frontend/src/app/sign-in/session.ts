import { computed, inject, Injectable, signal } from '@angular/core';

import { ApiError } from '../api/api-error.ts';
import type { AccessTokens } from '../api/access-tokens.ts';
import { userIdOf, type SessionState } from '../api/session-state.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import { IDENTITY, type IdentityChange, type IdentityTokens, type SignInOptions, type SignInStep } from './identity.ts';

/** A call of `userId` that waits for a token. */
interface Waiter {
  readonly userId: string;
  resolve(token: string): void;
  reject(error: ApiError): void;
}

/** Knows who is signed in and gives the access token to API calls. */
@Injectable({ providedIn: 'root' })
export class Session implements AccessTokens {
  readonly #identity = inject(IDENTITY);
  readonly #work = inject(SignOutWork);
  readonly #state = signal<SessionState>({ kind: 'unknown' });
  #renewal: { readonly userId: string | undefined; readonly token: Promise<string> } | undefined;
  #waiters: Waiter[] = [];

  readonly state = this.#state.asReadonly();
  readonly username = computed(() => {
    const state = this.#state();
    return state.kind === 'signed-in' || state.kind === 'ended' ? state.username : '';
  });

  constructor() {
    this.#identity.follow((change) => this.#follow(change));
  }

  /**
   * Restores the session that a reload left behind; only the first call looks. A session that cannot be renewed now
   * counts as signed out.
   */
  async restore(): Promise<SessionState> {
    if (this.#state().kind !== 'unknown') return this.#state();
    const tokens = await this.#identity.tokens().catch(() => undefined);
    this.#state.set(tokens ? signedInWith(tokens) : { kind: 'signed-out' });
    return this.#state();
  }

  /** Loads what a sign-in needs. Called when somebody begins to type. */
  prepare(): void {
    this.#identity.prepare();
  }

  async signIn(username: string, password: string, options?: SignInOptions): Promise<SignInStep> {
    return this.#arrive(await this.#identity.signIn(username, password, options));
  }

  /** Answers the step that `signIn` asked for. */
  async answer(response: string): Promise<SignInStep> {
    return this.#arrive(await this.#identity.answer(response));
  }

  /**
   * Asks what must be asked, finishes the work that needs the tokens, then ends the session in all tabs of this browser.
   * `everywhere` ends the sessions on all devices; when it rejects, the session goes on. Resolves with `false` when the
   * person would rather stay.
   */
  async signOut(everywhere?: () => Promise<void>): Promise<boolean> {
    if (!(await this.#work.isWanted())) return false;
    if (this.#state().kind === 'signed-in') await this.#work.finish();
    await everywhere?.();
    // Without its code the identity service cannot forget, but then it has no tokens either.
    await this.#identity.signOut().catch(() => undefined);
    this.#signedOut();
    return true;
  }

  async current(): Promise<string> {
    if (this.#state().kind === 'ended') return this.#signedInAgain();
    const tokens = await this.#ask(false);
    return tokens ?? this.#signedInAgain();
  }

  renewed(refused: string): Promise<string> {
    const userId = userIdOf(this.#state());
    // The renewal of a person who has left is of no use to the next one.
    if (this.#renewal && this.#renewal.userId === userId) return this.#renewal.token;
    const token = this.#renew(refused).finally(() => {
      if (this.#renewal === renewal) this.#renewal = undefined;
    });
    const renewal = { userId, token };
    this.#renewal = renewal;
    return token;
  }

  async #renew(refused: string): Promise<string> {
    const current = await this.current();
    if (current !== refused) return current;
    return (await this.#ask(true)) ?? this.#signedInAgain();
  }

  async #ask(renew: boolean): Promise<string | undefined> {
    const asker = userIdOf(this.#state());
    let tokens;
    try {
      tokens = await this.#identity.tokens({ renew });
    } catch {
      throw new ApiError('network', 'The sign-in service did not answer.');
    }
    // The asker may have left. Or somebody else is signing in: their tokens are there before the state says so.
    const hasLeft = userIdOf(this.#state()) !== asker || (tokens && tokens.userId !== asker);
    if (asker !== undefined && hasLeft === true) throw signedOut();
    if (!tokens) this.#end();
    return tokens?.accessToken;
  }

  #follow(change: IdentityChange): void {
    if (change.kind === 'ended') this.#end();
    if (change.kind === 'signed-out' && userIdOf(this.#state()) !== undefined) this.#signedOut({ elsewhere: true });
    const state = this.#state();
    // The same person has signed in again in another tab.
    if (change.kind === 'renewed' && state.kind === 'ended' && state.userId === change.tokens.userId) {
      this.#signedIn(change.tokens);
    }
  }

  #signedOut(how: { elsewhere?: true } = {}): void {
    this.#state.set({ kind: 'signed-out', ...how });
    for (const waiter of this.#waiters.splice(0)) waiter.reject(signedOut());
  }

  #end(): void {
    const state = this.#state();
    if (state.kind === 'signed-in') this.#state.set({ ...state, kind: 'ended' });
  }

  #signedInAgain(): Promise<string> {
    const state = this.#state();
    if (state.kind !== 'ended') return Promise.reject(signedOut());
    const { userId } = state;
    return new Promise((resolve, reject) => this.#waiters.push({ userId, resolve, reject }));
  }

  async #arrive(step: SignInStep): Promise<SignInStep> {
    if (step.kind !== 'signed-in') return step;
    const tokens = await this.#identity.tokens();
    if (!tokens) throw new Error('Signed in, but without tokens.');
    this.#signedIn(tokens);
    return step;
  }

  #signedIn(tokens: IdentityTokens): void {
    this.#state.set(signedInWith(tokens));
    for (const waiter of this.#waiters.splice(0)) {
      // A call of somebody else never gets the token of the person who signs in now.
      if (waiter.userId === tokens.userId) waiter.resolve(tokens.accessToken);
      else waiter.reject(signedOut());
    }
  }
}

const signedInWith = ({ username, userId }: IdentityTokens): SessionState => ({ kind: 'signed-in', username, userId });
const signedOut = () => new ApiError('unauthorized', 'Nobody is signed in.');
