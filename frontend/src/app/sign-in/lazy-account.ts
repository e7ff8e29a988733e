import type { AccountSignIn, Identity } from './identity.ts';

/** Returns the sign-in for changes of the account, of something that `load` brings when it is first needed. */
export const lazyAccount = (load: () => Promise<Pick<Identity, 'account'>>): AccountSignIn => ({
  signIn: async (username, password) => (await load()).account.signIn(username, password),
  answer: async (code) => (await load()).account.answer(code),
});
