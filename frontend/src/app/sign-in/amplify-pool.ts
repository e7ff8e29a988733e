import type { ClientConfig } from '@airlock/contract';
import { Amplify } from 'aws-amplify';
import { confirmResetPassword, confirmSignIn, resetPassword, signIn, type SignInOutput } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider, refreshAuthTokensWithoutDedupe } from 'aws-amplify/auth/cognito';

import type { SessionTokens } from '../tokens/session-tokens.ts';
import { amplifyAccount } from './amplify-account.ts';
import { stepOf } from './amplify-step.ts';
import { AmplifyTokenStore, fromAmplify, toAmplify } from './amplify-tokens.ts';
import type { PoolStep, UserPool } from './user-pool.ts';

/** Errors with which the service refuses a refresh token for good. After any other the renewal is tried again. */
const refusals = [
  'NotAuthorizedException',
  'TokenRevokedException',
  'UserNotFoundException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
  'RefreshTokenReuseException',
];

/**
 * Creates the user pool of `config` with Amplify Auth. It is imported lazily: it is the largest part of the app, and
 * only a sign-in, a renewal and a change of the account need it. `current` returns the tokens of the session.
 */
export function amplifyPool(config: ClientConfig, current: () => Promise<SessionTokens | undefined>): UserPool {
  const { userPoolId, userPoolClientId, userPoolEndpoint } = config;
  const authConfig = { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } };
  Amplify.configure({ Auth: authConfig });
  const store = new AmplifyTokenStore(current);
  const { tokenOrchestrator } = cognitoUserPoolsTokenProvider;
  tokenOrchestrator.setAuthTokenStore(store);
  // `current` has renewed them where that was needed, and Amplify would renew without asking the other tabs.
  tokenOrchestrator.setTokenRefresher(({ tokens }) => Promise.resolve(tokens));

  const step = async (next: () => Promise<SignInOutput>): Promise<PoolStep> => {
    const { result, tokens } = await store.during(next);
    return { step: stepOf(result), tokens };
  };
  return {
    signIn: (username, password) => step(() => signIn({ username, password })),
    answer: (response) => step(() => confirmSignIn({ challengeResponse: response })),
    async renew(tokens) {
      const asked = { tokens: toAmplify(tokens), authConfig, username: tokens.username };
      try {
        return fromAmplify(await refreshAuthTokensWithoutDedupe(asked));
      } catch (error) {
        if (error instanceof Error && refusals.includes(error.name)) return undefined;
        throw error;
      }
    },
    async requestReset(username) {
      await resetPassword({ username });
    },
    resetPassword: (username, confirmationCode, newPassword) =>
      confirmResetPassword({ username, confirmationCode, newPassword }),
    account: amplifyAccount(config),
  };
}
