import type { ClientConfig } from '@airlock/contract';

import { loadCode } from '../loading/load-code.ts';
import { deviceStorage, tabStorage } from '../storage/safe-storage.ts';
import type { Identity, IdentityChange } from './identity.ts';
import { lazyAccount } from './lazy-account.ts';
import { loadOnce } from './load-once.ts';

/** Loads the identity service. Tests pass a function of their own. */
export type LoadIdentity = (config: ClientConfig) => Promise<Identity>;

const loadShared: LoadIdentity = async (config) =>
  (await loadCode(() => import('./shared-identity.ts'))).sharedIdentity(config);

/** Creates an identity service that is loaded with `import()` when it is first needed, and kept. */
export function lazyIdentity(config: ClientConfig, load = loadShared): Identity {
  const followers: ((change: IdentityChange) => void)[] = [];
  let isLoaded = false;
  const now = loadOnce(async () => {
    const identity = await load(config);
    identity.follow((change) => followers.forEach((follower) => follower(change)));
    isLoaded = true;
    return identity;
  });
  return {
    // A failure is shown when the sign-in itself needs the service, and loading is then tried again.
    prepare: () =>
      void now().then(
        (identity) => identity.prepare(),
        () => undefined,
      ),
    signIn: async (username, password, options) => (await now()).signIn(username, password, options),
    answer: async (response) => (await now()).answer(response),
    tokens: async (options) => (isLoaded || mayBeSignedIn(config) ? (await now()).tokens(options) : undefined),
    // Only a session can change, so nothing is loaded for this.
    follow: (follower) => void followers.push(follower),
    signOut: async () => (await now()).signOut(),
    requestReset: async (username) => (await now()).requestReset(username),
    resetPassword: async (username, code, password) => (await now()).resetPassword(username, code, password),
    account: lazyAccount(now),
  };
}

/**
 * Returns whether this browser knows of a session. Without one there is nothing to load before somebody signs in. The
 * names are those of `StoredNames`, which is loaded with the rest.
 */
function mayBeSignedIn({ userPoolClientId }: ClientConfig): boolean {
  const ofTab = tabStorage.get(`airlock.${userPoolClientId}.account`);
  return (ofTab ?? deviceStorage.get(`airlock.${userPoolClientId}.recent`)) !== undefined;
}
