import * as v from 'valibot';

import { canonicalName, existingUser } from '../accounts.ts';
import { attributeList } from '../attributes.ts';
import { factorsOf } from '../authenticators.ts';
import { checkNewPassword, replacePassword } from '../passwords.ts';
import type { Pool } from '../pool.ts';
import type { User } from '../store/user-store.ts';
import { password, username } from './fields.ts';
import { adminOperation } from './operation.ts';

export const adminGetUser = adminOperation({ Username: username }, (pool, { Username }) => {
  const user = existingUser(pool, Username);
  const factors = factorsOf(pool, user);
  return { ...userState(user), Username: user.username, UserAttributes: attributeList(user), ...factors };
});

export const adminSetUserPassword = adminOperation(
  { Username: username, Password: password, Permanent: v.optional(v.boolean(), false) },
  (pool, { Username, Password, Permanent }) => {
    const user = existingUser(pool, Username);
    checkNewPassword(pool, user, Password, 'administrator');
    pool.transaction(() => {
      replacePassword(pool, user, Password, Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD');
      pool.lockOut.succeeded(user.signInName);
    });
    return {};
  },
);

export const adminDeleteUser = adminOperation({ Username: username }, (pool, { Username }) => {
  pool.users.remove(existingUser(pool, Username).sub);
  return {};
});

/** Disables the user and revokes the user's tokens, as the service documents. */
export const adminDisableUser = adminOperation({ Username: username }, (pool, { Username }) => {
  const user = setEnabled(pool, Username, false);
  pool.signIns.revokeAllOf(user.sub);
  return {};
});

export const adminEnableUser = adminOperation({ Username: username }, (pool, { Username }) => {
  setEnabled(pool, Username, true);
  return {};
});

export const adminUserGlobalSignOut = adminOperation({ Username: username }, (pool, { Username }) => {
  pool.signIns.revokeAllOf(existingUser(pool, canonicalName(pool, Username)).sub);
  return {};
});

function setEnabled(pool: Pool, name: string, enabled: boolean): User {
  const user = { ...existingUser(pool, name), enabled, modifiedAt: pool.now().getTime() };
  pool.users.update(user);
  return user;
}

/** Returns what every description of a user has; times are in seconds, as the JSON protocol writes them. */
export function userState(user: User) {
  return {
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
