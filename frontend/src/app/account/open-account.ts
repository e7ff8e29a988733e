import type { ClientConfig } from '@airlock/contract';

import type { AccountStep } from '../sign-in/identity.ts';
import { Account } from './account.ts';

/** The account of the person, and what opened it. All of it is forgotten with the dialog. */
export interface OpenAccount {
  readonly account: Account;
  readonly username: string;
  readonly password: string;
  /** Returns whether the page still belongs to this person. They may have signed out in another tab. */
  readonly isMine: () => boolean;
}

/** The person whose page it is, and the password that was typed. */
export interface Proof extends Omit<OpenAccount, 'account'> {
  readonly userId: string | undefined;
}

/**
 * Returns the account for which a sign-in gave a token. Returns `undefined` when it is not that of the person whose page
 * it is: nobody changes the account of somebody else on the same computer.
 */
export function openAccount(
  config: Pick<ClientConfig, 'userPoolEndpoint'>,
  { userId, accessToken }: Extract<AccountStep, { kind: 'signed-in' }>,
  { userId: owner, ...proof }: Proof,
): OpenAccount | undefined {
  if (userId !== owner || !proof.isMine()) return undefined;
  return { ...proof, account: new Account(config, accessToken) };
}
