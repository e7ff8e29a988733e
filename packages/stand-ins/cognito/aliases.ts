import { isEmail } from './attributes.ts';
import { CognitoError, invalidParameter } from './errors.ts';
import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';

// "Customizing sign-in attributes" and "AdminCreateUser", developer guide and API reference: a verified address stands
// for the user name in every operation but ListUsers, and is verified in one account only.

/** Finds the user who signs in with this address, in a pool that takes addresses in place of user names. */
export function userOfAlias(pool: Pool, name: string): User | undefined {
  if (!hasEmailAlias(pool) || !isEmail(name)) return undefined;
  return pool.users.findByVerifiedEmail(name, pool.settings.UsernameConfiguration.CaseSensitive);
}

/** Throws for a user name that could be the address of somebody. */
export function checkIsNoAlias(pool: Pool, name: string): void {
  if (!hasEmailAlias(pool) || !isEmail(name)) return;
  throw invalidParameter('Username cannot be of email format, since user pool is configured for email alias.');
}

/**
 * Makes sure that nobody else signs in with the verified address in `attributes`. Throws AliasExistsException when
 * somebody does, or, with `force`, takes the address from that user, who keeps it as one that is not verified. Run it in
 * one transaction with what writes `attributes`.
 */
export function claimAlias(pool: Pool, { sub, attributes }: Pick<User, 'sub' | 'attributes'>, force = false): void {
  const { email, email_verified: verified } = attributes;
  const other = email !== undefined && verified === 'true' ? userOfAlias(pool, email) : undefined;
  if (!other || other.sub === sub) return;
  if (!force) throw new CognitoError('AliasExistsException', 'An account with the email already exists.');
  const without = { ...other.attributes, email_verified: 'false' };
  pool.users.update({ ...other, attributes: without, modifiedAt: pool.now().getTime() });
}

const hasEmailAlias = ({ settings }: Pool) => settings.AliasAttributes.includes('email');
