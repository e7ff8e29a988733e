import { createHmac } from 'node:crypto';

import { userOfAlias } from './aliases.ts';
import { isEmail } from './attributes.ts';
import { invalidParameter, userNotFound } from './errors.ts';
import type { Pool } from './pool.ts';
import type { ClientSettings } from './client-settings.ts';
import { makeVerifier, N, type PasswordVerifier, type SrpIdentity } from './srp.ts';
import type { User, UserStatus } from './store/user-store.ts';

/** The account that a sign-in claims to be. Without `user` the name is unknown, and no password fits the verifier. */
export interface Claimant extends PasswordVerifier {
  readonly user: User | undefined;
  readonly username: string;
  /** The name under which failed attempts are counted. */
  readonly attemptName: string;
}

/** Returns a user name as it is stored and compared: in lower case in a pool whose names ignore case. */
export function canonicalName(pool: Pool, name: string): string {
  return pool.settings.UsernameConfiguration.CaseSensitive ? name : name.toLowerCase();
}

/** Finds a user by what people type: the user name, or an address where the pool takes one in its place. */
export function findUser(pool: Pool, name: string): User | undefined {
  return pool.users.find(canonicalName(pool, name)) ?? userOfAlias(pool, name);
}

/** Finds a user for an administrator, who may know which names exist. Throws UserNotFoundException. */
export function existingUser(pool: Pool, name: string): User {
  const user = findUser(pool, name);
  if (!user) throw userNotFound();
  return user;
}

/**
 * Finds the user behind `name`. For an unknown name a client with `LEGACY` errors gets a UserNotFoundException. With
 * `PreventUserExistenceErrors` the unknown name gets a salt and a verifier of its own, the same each time, as a user
 * would have.
 */
export function claimantOf(pool: Pool, client: ClientSettings, name: string): Claimant {
  const user = findUser(pool, name);
  if (user) return { user, attemptName: user.signInName, ...pickVerifier(user), username: user.username };
  if (client.PreventUserExistenceErrors === 'LEGACY') throw userNotFound();
  const attemptName = canonicalName(pool, name);
  return { user, attemptName, ...nobody(pool, attemptName) };
}

export const srpIdentity = (pool: Pool, username: string): SrpIdentity => ({ poolName: pool.name, username });

/**
 * Returns the user with another password, not yet stored. A temporary password expires after the days of the pool's
 * policy.
 */
export function withPassword(pool: Pool, user: User, password: string, status: UserStatus): User {
  const now = pool.now().getTime();
  const { TemporaryPasswordValidityDays: days } = pool.settings.Policies.PasswordPolicy;
  return {
    ...user,
    ...makeVerifier(srpIdentity(pool, user.username), password),
    status,
    temporaryUntil: status === 'FORCE_CHANGE_PASSWORD' ? now + days * 86_400_000 : null,
    modifiedAt: now,
  };
}

/** Returns the names of a new user. Where addresses are the user names, the service makes the `sub` the username. */
export function namesOf(pool: Pool, name: string, sub: string): Pick<User, 'username' | 'signInName'> {
  const signInName = canonicalName(pool, name);
  return { signInName, username: pool.settings.UsernameAttributes.length > 0 ? sub : signInName };
}

/**
 * Returns the attributes with `name` as the address, where addresses are the user names. Throws when `name` is no
 * address.
 */
export function withEmailAsName(
  pool: Pool,
  name: string,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (pool.settings.UsernameAttributes.length === 0) return given;
  if (!isEmail(name)) throw invalidParameter('Username should be an email.');
  return { ...given, email: name };
}

export const pickVerifier = ({ salt, verifier }: PasswordVerifier): PasswordVerifier => ({ salt, verifier });

function nobody(pool: Pool, name: string): PasswordVerifier & { username: string } {
  const part = (label: string) => createHmac('sha256', pool.unknownUserSecret).update(`${label} ${name}`).digest('hex');
  const bits = Array.from({ length: 12 }, (_, index) => part(`verifier ${index}`)).join('');
  return {
    // AWS documents this form for every pool, whatever its user names look like ("Managing user existence error responses").
    username: uuidOf(part('sub')),
    salt: BigInt(`0x${part('salt').slice(0, 32)}`).toString(16),
    // Any number below N could be somebody's verifier, so no power has to be computed, which would take time.
    verifier: (BigInt(`0x${bits}`) % N).toString(16),
  };
}

const uuidOf = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
