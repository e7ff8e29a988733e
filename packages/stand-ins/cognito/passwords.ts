import { srpIdentity, withPassword } from './accounts.ts';
import { CognitoError } from './errors.ts';
import { checkPassword } from './password-policy.ts';
import type { Pool } from './pool.ts';
import { isPassword } from './srp.ts';
import type { User, UserStatus } from './store/user-store.ts';

/**
 * Throws when the pool's policy refuses `password`, or when it is the user's present password or one of the
 * `PasswordHistorySize` before it. A temporary password is nobody's own and is remembered only while it is the present
 * one; an administrator may set it again.
 */
export function checkNewPassword(pool: Pool, user: User, password: string, by: 'administrator' | 'user'): void {
  const policy = pool.settings.Policies.PasswordPolicy;
  checkPassword(policy, password);
  if (policy.PasswordHistorySize === 0) return;
  const earlier = pool.passwordHistory.list(user.sub, policy.PasswordHistorySize);
  const isSetAgain = by === 'administrator' && isTemporary(user);
  const all = isSetAgain ? earlier : [user, ...earlier];
  if (!all.some((stored) => isPassword(srpIdentity(pool, user.username), password, stored))) return;
  throw new CognitoError('PasswordHistoryPolicyViolationException', 'Password has previously been used.');
}

/** Stores another password of a user, remembers the one before, and returns the changed user. */
export function replacePassword(pool: Pool, user: User, password: string, status: UserStatus): User {
  const { PasswordHistorySize: size } = pool.settings.Policies.PasswordPolicy;
  const changed = withPassword(pool, user, password, status);
  if (size > 0 && !isTemporary(user)) pool.passwordHistory.add(user.sub, user, changed.modifiedAt, size);
  pool.users.update(changed);
  return changed;
}

const isTemporary = ({ status }: User) => status === 'FORCE_CHANGE_PASSWORD';
