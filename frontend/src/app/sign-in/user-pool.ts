import type { SessionTokens } from '../tokens/session-tokens.ts';
import type { Renew } from '../tokens/shared-session.ts';
import type { AccountSignIn, SignInStep } from './identity.ts';

/** The next step of a sign-in, and the tokens when it was the last one. */
export interface PoolStep {
  readonly step: SignInStep;
  readonly tokens?: SessionTokens | undefined;
}

/** The user pool. Amplify implements it, and tests replace it. It keeps no tokens. */
export interface UserPool {
  signIn(username: string, password: string): Promise<PoolStep>;
  answer(response: string): Promise<PoolStep>;
  readonly renew: Renew;
  requestReset(username: string): Promise<void>;
  resetPassword(username: string, code: string, password: string): Promise<void>;
  readonly account: AccountSignIn;
}
