import type { ClientConfig } from '@airlock/contract';

import { loadCode } from '../loading/load-code.ts';
import { blockFullStorage } from '../storage/block-full-storage.ts';
import { tabStorage } from '../storage/safe-storage.ts';
import type { Identity } from './identity.ts';

/** Loads Amplify. Tests pass a function of their own. */
export type LoadIdentity = (config: ClientConfig) => Promise<Identity>;

const loadAmplify: LoadIdentity = async (config) => {
  blockFullStorage();
  return (await loadCode(() => import('./amplify-identity.ts'))).amplifyIdentity(config);
};

/** Creates an identity service that loads Amplify with `import()` when it is first needed, and keeps it. */
export function lazyIdentity(config: ClientConfig, load = loadAmplify): Identity {
  let loading: Promise<Identity> | undefined;
  let loaded: Identity | undefined;
  const begin = (): Promise<Identity> =>
    (loading ??= load(config).then(
      (identity) => (loaded = identity),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  // Once loaded, Amplify is called without waiting: a delete that is sent while the page closes gets no second turn.
  const now = (): Identity | Promise<Identity> => loaded ?? begin();
  return {
    // A failure is shown when the sign-in itself needs Amplify, and loading is then tried again.
    prepare: () => void begin().catch(() => undefined),
    signIn: async (username, password) => (await now()).signIn(username, password),
    answer: async (response) => (await now()).answer(response),
    tokens: async (options) =>
      loaded === undefined && !mayBeSignedIn(config) ? undefined : (await now()).tokens(options),
    signOut: async (options) => (await now()).signOut(options),
    requestReset: async (username) => (await now()).requestReset(username),
    resetPassword: async (username, code, password) => (await now()).resetPassword(username, code, password),
    authenticator: {
      isOn: async () => (await now()).authenticator.isOn(),
      begin: async () => (await now()).authenticator.begin(),
      confirm: async (code) => (await now()).authenticator.confirm(code),
      switchOff: async () => (await now()).authenticator.switchOff(),
    },
  };
}

/**
 * Returns whether this tab has data of Amplify. Without it there is no session to restore, and Amplify is not loaded.
 */
function mayBeSignedIn({ userPoolClientId }: ClientConfig): boolean {
  const prefix = `CognitoIdentityServiceProvider.${userPoolClientId}.`;
  return tabStorage.keys().some((key) => key.startsWith(prefix));
}
