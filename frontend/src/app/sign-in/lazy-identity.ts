import type { ClientConfig } from '@airlock/contract';

import type { Identity } from './identity.ts';

/** Amplify behind `import()`, loaded at the first call and kept. */
export function lazyIdentity(config: ClientConfig): Identity {
  let loaded: Identity | undefined;
  const load = async (): Promise<Identity> => {
    loaded ??= (await import('./amplify-identity.ts')).amplifyIdentity(config);
    return loaded;
  };
  // Once loaded it is called without waiting: a delete that is sent while the page closes gets no second turn.
  const now = (): Identity | Promise<Identity> => loaded ?? load();
  return {
    signIn: async (username, password) => (await now()).signIn(username, password),
    answer: async (response) => (await now()).answer(response),
    tokens: async (options) => (await now()).tokens(options),
    signOut: async (options) => (await now()).signOut(options),
  };
}
