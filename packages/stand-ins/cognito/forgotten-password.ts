import { canonicalName, findUser, withPassword } from './accounts.ts';
import { checkCode, codeMismatch, issueCode, useCode } from './codes.ts';
import {
  deliveredTo,
  noVerifiedEmail,
  simulatedDelivery,
  verifiedEmail,
  type CodeDeliveryDetails,
} from './delivery.ts';
import { CognitoError, notAuthorized } from './errors.ts';
import { checkPassword } from './password-policy.ts';
import type { Pool } from './pool.ts';
import type { ClientSettings } from './settings.ts';
import type { User } from './store/user-store.ts';

const purpose = 'forgotten-password';

/**
 * ForgotPassword. With `PreventUserExistenceErrors` an unknown name, a disabled user and a user without a verified
 * address get the answer of a user who is sent a code ("Managing user existence error responses", developer guide).
 */
export function sendResetCode(pool: Pool, client: ClientSettings, typed: string): CodeDeliveryDetails {
  const user = findUser(pool, typed);
  const name = user?.signInName ?? canonicalName(pool, typed);
  if (user?.enabled && user.status === 'FORCE_CHANGE_PASSWORD') throw cannotBeReset();
  const address = user?.enabled ? verifiedEmail(user) : undefined;
  if (user && address !== undefined) return deliverResetCode(pool, user, address);
  if (client.PreventUserExistenceErrors === 'LEGACY') throw refusal(user);
  // A code is stored for unknown names too, so that checking a code takes the same steps as for a user.
  issueCode(pool, purpose, name);
  return simulatedDelivery(pool, name);
}

/** ConfirmForgotPassword. When the policy refuses the password, the code stays good for another try. */
export function resetPassword(
  pool: Pool,
  client: ClientSettings,
  { name: typed, code, password }: { name: string; code: string; password: string },
): void {
  const user = findUser(pool, typed);
  const name = user?.signInName ?? canonicalName(pool, typed);
  if (client.PreventUserExistenceErrors === 'LEGACY' && !user?.enabled) throw refusal(user);
  checkCode(pool, purpose, name, code);
  if (!user?.enabled) throw codeMismatch();
  checkPassword(pool.settings.Policies.PasswordPolicy, password);
  pool.transaction(() => {
    useCode(pool, purpose, name, code);
    pool.users.update(withPassword(pool, user, password, 'CONFIRMED'));
    pool.lockOut.succeeded(name);
  });
}

/** AdminResetUserPassword: the old password no longer signs in, and a code for a new one is sent. */
export function requireReset(pool: Pool, user: User): void {
  if (user.status === 'FORCE_CHANGE_PASSWORD') throw cannotBeReset();
  const address = verifiedEmail(user);
  if (address === undefined) throw noVerifiedEmail();
  deliverResetCode(pool, user, address);
  pool.users.update({ ...user, status: 'RESET_REQUIRED', modifiedAt: pool.now().getTime() });
}

function deliverResetCode(pool: Pool, user: User, address: string): CodeDeliveryDetails {
  const secret = issueCode(pool, purpose, user.signInName);
  pool.deliver({ kind: purpose, username: user.username, address, secret });
  return deliveredTo(address);
}

/** Returns the error that a client with `LEGACY` errors gets. */
function refusal(user: User | undefined): CognitoError {
  if (!user) return new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
  return user.enabled ? noVerifiedEmail() : notAuthorized('User is disabled.');
}

const cannotBeReset = () => notAuthorized('User password cannot be reset in the current state.');
