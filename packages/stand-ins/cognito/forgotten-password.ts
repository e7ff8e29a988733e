import { canonicalName, findUser } from './accounts.ts';
import { checkCode, codeMismatch, issueCode, useCode } from './codes.ts';
import {
  deliveredTo,
  noVerifiedEmail,
  simulatedDelivery,
  verifiedEmail,
  type CodeDeliveryDetails,
} from './delivery.ts';
import { CognitoError, notAuthorized } from './errors.ts';
import { sendMail } from './messages.ts';
import { checkNewPassword, replacePassword } from './passwords.ts';
import type { Pool } from './pool.ts';
import { confirmed } from './post-confirmation.ts';
import type { ClientSettings } from './client-settings.ts';
import type { User } from './store/user-store.ts';
import type { Caller } from './triggers.ts';

const purpose = 'forgotten-password';

/**
 * ForgotPassword. With `PreventUserExistenceErrors` an unknown name, a disabled user and a user without a verified
 * address get the answer of a user who is sent a code ("Managing user existence error responses", developer guide).
 */
export async function sendResetCode(
  pool: Pool,
  client: ClientSettings,
  { name: typed, caller }: { name: string; caller: Caller },
): Promise<CodeDeliveryDetails> {
  const user = findUser(pool, typed);
  const name = user?.signInName ?? canonicalName(pool, typed);
  if (user?.enabled && user.status === 'FORCE_CHANGE_PASSWORD') throw cannotBeReset();
  const address = user?.enabled ? verifiedEmail(user) : undefined;
  if (user && address !== undefined) return deliverResetCode(pool, { user, address, caller });
  if (client.PreventUserExistenceErrors === 'LEGACY') throw refusal(user);
  // A code is stored for unknown names too, so that checking a code takes the same steps as for a user.
  issueCode(pool, purpose, name);
  return simulatedDelivery(pool, name);
}

/**
 * ConfirmForgotPassword. When the policy refuses the password, the code stays good for another try. The new password
 * counts also when the post confirmation function fails, since the service calls it afterwards.
 */
export async function resetPassword(
  pool: Pool,
  client: ClientSettings,
  { name: typed, code, password, caller }: { name: string; code: string; password: string; caller: Caller },
): Promise<void> {
  const user = findUser(pool, typed);
  const name = user?.signInName ?? canonicalName(pool, typed);
  if (client.PreventUserExistenceErrors === 'LEGACY' && !user?.enabled) throw refusal(user);
  checkCode(pool, purpose, name, code);
  if (!user?.enabled) throw codeMismatch();
  checkNewPassword(pool, user, password, 'user');
  const changed = pool.transaction(() => {
    useCode(pool, purpose, name, code);
    pool.lockOut.succeeded(name);
    return replacePassword(pool, user, password, 'CONFIRMED');
  });
  await confirmed(pool, 'PostConfirmation_ConfirmForgotPassword', changed, caller);
}

/** AdminResetUserPassword: the old password no longer signs in, and a code for a new one is sent. */
export async function requireReset(pool: Pool, user: User, caller: Caller): Promise<void> {
  if (user.status === 'FORCE_CHANGE_PASSWORD') throw cannotBeReset();
  const address = verifiedEmail(user);
  if (address === undefined) throw noVerifiedEmail();
  await deliverResetCode(pool, { user, address, caller });
  pool.users.update({ ...user, status: 'RESET_REQUIRED', modifiedAt: pool.now().getTime() });
}

async function deliverResetCode(
  pool: Pool,
  { user, address, caller }: { user: User; address: string; caller: Caller },
): Promise<CodeDeliveryDetails> {
  const secret = issueCode(pool, purpose, user.signInName);
  const message = { kind: purpose, address, secret } as const;
  await sendMail(pool, { source: 'CustomMessage_ForgotPassword', user, caller, message });
  return deliveredTo(address);
}

/** Returns the error that a client with `LEGACY` errors gets. */
function refusal(user: User | undefined): CognitoError {
  if (!user) return new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
  return user.enabled ? noVerifiedEmail() : notAuthorized('User is disabled.');
}

const cannotBeReset = () => notAuthorized('User password cannot be reset in the current state.');
