import { accountPurpose, type ClientConfig } from '@airlock/contract';
import { createAmplifyContext } from 'aws-amplify';
import { createUserPoolsTokenProvider } from 'aws-amplify/adapter-core';
import { confirmSignIn, signIn, type SignInOutput } from 'aws-amplify/auth';

import { stepOf } from './amplify-step.ts';
import type { AccountSignIn, AccountStep } from './identity.ts';

type Context = ReturnType<typeof createAmplifyContext>;

/**
 * What asks the pool for a token of the account. Amplify sends it with each answer to a challenge, and with the last of
 * them the pool makes the token.
 */
const options = { clientMetadata: { purpose: accountPurpose } };

/**
 * Creates the sign-in for changes of the account, with a client of its own. Each sign-in has an Amplify context of its
 * own, whose tokens are in memory: the global configuration stays that of the session, whose calls may come at any
 * time, and what the context holds is dropped with it.
 */
export function amplifyAccount(config: ClientConfig): AccountSignIn {
  let context = contextOf(config);
  const step = async (next: (used: Context) => Promise<SignInOutput>): Promise<AccountStep> => {
    const used = context;
    const step = stepOf(await next(used));
    if (step.kind !== 'signed-in') return step;
    const tokens = await used.getTokens({});
    context = contextOf(config);
    if (!tokens) throw new Error('Signed in, but without tokens.');
    const { accessToken } = tokens;
    return { kind: 'signed-in', userId: accessToken.payload.sub ?? '', accessToken: accessToken.toString() };
  };
  return {
    signIn: (username, password) => {
      context = contextOf(config);
      return step((used) => signIn(used, { username, password, options }));
    },
    answer: (code) => step((used) => confirmSignIn(used, { challengeResponse: code, options })),
  };
}

function contextOf({ userPoolId, accountClientId, userPoolEndpoint }: ClientConfig): Context {
  const auth = { Cognito: { userPoolId, userPoolClientId: accountClientId, userPoolEndpoint } };
  const tokenProvider = createUserPoolsTokenProvider(auth, memoryStorage());
  return createAmplifyContext({ Auth: auth }, { Auth: { tokenProvider } });
}

type Storage = Parameters<typeof createUserPoolsTokenProvider>[1];

function memoryStorage(): Storage {
  const texts = new Map<string, string>();
  return {
    setItem(name, text) {
      texts.set(name, text);
      return Promise.resolve();
    },
    getItem: (name) => Promise.resolve(texts.get(name) ?? null),
    removeItem(name) {
      texts.delete(name);
      return Promise.resolve();
    },
    clear() {
      texts.clear();
      return Promise.resolve();
    },
  };
}
