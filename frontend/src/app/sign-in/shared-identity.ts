import type { ClientConfig } from '@airlock/contract';

import { loadCode } from '../loading/load-code.ts';
import { provideSessionStorage } from '../storage/session-storage-for-amplify.ts';
import { browserTabPorts } from '../tokens/browser-ports.ts';
import type { SessionTokens } from '../tokens/session-tokens.ts';
import { SharedSession } from '../tokens/shared-session.ts';
import type { Identity, SignInStep } from './identity.ts';
import { lazyAccount } from './lazy-account.ts';
import { loadOnce } from './load-once.ts';
import { poolRequest } from './pool-request.ts';
import type { PoolStep, UserPool } from './user-pool.ts';

type Current = () => Promise<SessionTokens | undefined>;

const loadAmplify = async (config: ClientConfig, current: Current): Promise<UserPool> => {
  provideSessionStorage(window);
  return (await loadCode(() => import('./amplify-pool.ts'))).amplifyPool(config, current);
};

/**
 * Creates the identity service: a session that all tabs of the browser share, and the user pool, which is loaded when
 * it is first needed. Tests pass ports and a pool of their own.
 */
export function sharedIdentity(
  config: ClientConfig,
  ports = browserTabPorts(config.userPoolClientId, window),
  load = loadAmplify,
): Identity {
  const pool = loadOnce(() => load(config, () => session.tokens()));
  const session: SharedSession = new SharedSession(config.userPoolClientId, ports, async (tokens) =>
    (await pool()).renew(tokens),
  );
  let keep: boolean | undefined;

  const arrive = async ({ step, tokens }: PoolStep): Promise<SignInStep> => {
    if (tokens) revoke(config, await session.start(tokens, keep));
    return step;
  };
  return {
    // A failure is shown when the sign-in itself needs the pool, and loading is then tried again.
    prepare: () => void pool().catch(() => undefined),
    async signIn(username, password, options) {
      keep = options?.keep;
      return arrive(await (await pool()).signIn(username, password));
    },
    answer: async (response) => arrive(await (await pool()).answer(response)),
    tokens: (options) => session.tokens(options),
    follow: (follower) => session.follow(follower),
    signOut() {
      void session.forget().then((tokens) => revoke(config, tokens));
      return Promise.resolve();
    },
    requestReset: async (username) => (await pool()).requestReset(username),
    resetPassword: async (username, code, password) => (await pool()).resetPassword(username, code, password),
    account: lazyAccount(pool),
  };
}

/** Revokes tokens that no tab has any more. Without a network that fails, and they end when they expire. */
function revoke(config: ClientConfig, tokens: SessionTokens | undefined): void {
  if (!tokens) return;
  const input = { ClientId: config.userPoolClientId, Token: tokens.refreshToken };
  poolRequest(config, 'RevokeToken', input).catch(() => undefined);
}
