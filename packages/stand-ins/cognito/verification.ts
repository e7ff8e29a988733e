import { claimAlias } from './aliases.ts';
import { changedAttributes, checkAttributes } from './attributes.ts';
import { checkCode, issueCode, useCode } from './codes.ts';
import { deliveredTo, type CodeDeliveryDetails } from './delivery.ts';
import { invalidParameter, notImplemented } from './errors.ts';
import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';

/** The one attribute of this pool that a code can verify; telephones are not built. */
export const verifiable = 'email';

/** GetUserAttributeVerificationCode: sends a code to the user's present address. */
export function sendVerificationCode(pool: Pool, user: User): CodeDeliveryDetails {
  const address = user.attributes[verifiable];
  if (address === undefined) throw invalidParameter(`User does not have the attribute ${verifiable}.`);
  const secret = issueCode(pool, verifiable, user.sub);
  pool.deliver({ kind: verifiable, username: user.username, address, secret });
  return deliveredTo(address);
}

/** VerifyUserAttribute: verifies the user's address with a code. */
export function verifyEmail(pool: Pool, user: User, code: string): void {
  checkCode(pool, verifiable, user.sub, code);
  pool.transaction(() => {
    useCode(pool, verifiable, user.sub, code);
    save(pool, user, { ...user.attributes, email_verified: 'true' });
  });
}

/**
 * Writes attributes. A new address is not verified and gets a code where the pool verifies automatically; a code for
 * the address before it is no longer good.
 */
export function updateAttributes(
  pool: Pool,
  user: User,
  given: Readonly<Record<string, string>>,
  by: 'administrator' | 'user',
): CodeDeliveryDetails[] {
  const checked = checkAttributes(pool, given, by);
  const isMoved = checked[verifiable] !== undefined && checked[verifiable] !== user.attributes[verifiable];
  if (isMoved && pool.settings.UsernameAttributes.length > 0) throw notImplemented('Another email as the user name');
  const attributes = changedAttributes(user.attributes, checked);
  const changed = save(pool, user, attributes);
  if (isMoved) pool.codes.remove(verifiable, user.sub);
  const sends = isMoved && by === 'user' && pool.settings.AutoVerifiedAttributes.includes(verifiable);
  return sends ? [sendVerificationCode(pool, changed)] : [];
}

function save(pool: Pool, user: User, attributes: Record<string, string>): User {
  const changed = { ...user, attributes, modifiedAt: pool.now().getTime() };
  claimAlias(pool, changed);
  pool.users.update(changed);
  return changed;
}
