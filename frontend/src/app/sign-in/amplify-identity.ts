import type { ClientConfig } from '@airlock/contract';
import { Amplify } from 'aws-amplify';
import {
  confirmResetPassword,
  confirmSignIn,
  fetchAuthSession,
  fetchMFAPreference,
  resetPassword,
  setUpTOTP,
  signIn,
  signOut,
  updateMFAPreference,
  verifyTOTPSetup,
  type SignInOutput,
} from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';

import { tabStorage } from '../storage/safe-storage.ts';
import type { AuthenticatorApp, Identity, IdentityTokens, SignInStep } from './identity.ts';
import { RecentTokens } from './recent-tokens.ts';

/**
 * Creates the identity service with Amplify Auth and the pool of `config`. It is imported lazily: it is the largest
 * part of the app and is not needed to paint the first page.
 *
 * Tokens are kept in sessionStorage: a session belongs to one tab and ends with it, nothing stays on a shared computer,
 * and a rotating refresh token has exactly one holder. With localStorage two tabs could renew with the same token at
 * once, which rotation must treat as theft. With memory alone every reload would ask for the password.
 */
export function amplifyIdentity(config: ClientConfig): Identity {
  const { userPoolId, userPoolClientId, userPoolEndpoint } = config;
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(keptByTab);

  const recent = new RecentTokens(readTokens);
  return {
    prepare: () => undefined,
    async signIn(username, password) {
      // With an old session in this tab Amplify would refuse a new sign-in.
      if ((await fetchAuthSession().catch(() => undefined))?.tokens) await signOut();
      return stepOf(await signIn({ username, password }).finally(() => recent.forget()));
    },
    async answer(response) {
      return stepOf(await confirmSignIn({ challengeResponse: response }).finally(() => recent.forget()));
    },
    tokens: (options) => recent.get(options),
    async signOut({ everywhere }) {
      // Amplify reports no error when it cannot reach the service, and other devices would stay signed in unnoticed.
      if (everywhere) await fetchAuthSession({ forceRefresh: true });
      await signOut({ global: everywhere }).finally(() => recent.forget());
    },
    async requestReset(username) {
      await resetPassword({ username });
    },
    resetPassword: (username, confirmationCode, newPassword) =>
      confirmResetPassword({ username, confirmationCode, newPassword }),
    authenticator,
  };
}

/** The storage of this tab in the form that Amplify asks for. */
const keptByTab: Parameters<typeof cognitoUserPoolsTokenProvider.setKeyValueStorage>[0] = {
  getItem: (key) => Promise.resolve(tabStorage.get(key) ?? null),
  setItem(key, value) {
    tabStorage.set(key, value);
    return Promise.resolve();
  },
  removeItem(key) {
    tabStorage.remove(key);
    return Promise.resolve();
  },
  clear() {
    for (const key of tabStorage.keys()) tabStorage.remove(key);
    return Promise.resolve();
  },
};

async function readTokens({ renew } = { renew: false }): Promise<IdentityTokens | undefined> {
  const { tokens } = await fetchAuthSession({ forceRefresh: renew });
  if (!tokens) return undefined;
  const { username, sub = '' } = tokens.accessToken.payload;
  return {
    accessToken: tokens.accessToken.toString(),
    userId: sub,
    username: typeof username === 'string' ? username : '',
  };
}

const authenticator: AuthenticatorApp = {
  isOn: async () => (await fetchMFAPreference()).enabled?.includes('TOTP') ?? false,
  begin: async () => (await setUpTOTP()).sharedSecret,
  async confirm(code) {
    await verifyTOTPSetup({ code });
    await updateMFAPreference({ totp: 'PREFERRED' });
  },
  switchOff: () => updateMFAPreference({ totp: 'DISABLED' }),
};

function stepOf({ isSignedIn, nextStep }: SignInOutput): SignInStep {
  if (isSignedIn) return { kind: 'signed-in' };
  switch (nextStep.signInStep) {
    case 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED':
      return { kind: 'new-password' };
    case 'CONFIRM_SIGN_IN_WITH_TOTP_CODE':
      return { kind: 'code' };
    case 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP':
      return { kind: 'set-up', secret: nextStep.totpSetupDetails.sharedSecret };
    case 'RESET_PASSWORD':
      return { kind: 'reset-required' };
    default:
      return { kind: 'unsupported', step: nextStep.signInStep };
  }
}
