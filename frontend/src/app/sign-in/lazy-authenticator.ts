import type { AuthenticatorApp, Identity } from './identity.ts';

/** Returns the authenticator app of something that `load` brings when it is first needed. */
export const lazyAuthenticator = (load: () => Promise<Pick<Identity, 'authenticator'>>): AuthenticatorApp => ({
  isOn: async () => (await load()).authenticator.isOn(),
  begin: async () => (await load()).authenticator.begin(),
  confirm: async (code) => (await load()).authenticator.confirm(code),
  switchOff: async () => (await load()).authenticator.switchOff(),
});
