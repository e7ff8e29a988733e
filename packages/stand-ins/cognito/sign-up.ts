import { randomUUID } from 'node:crypto';

import { canonicalName, findUser, namesOf, withEmailAsName, withPassword } from './accounts.ts';
import { checkIsNoAlias, claimAlias } from './aliases.ts';
import { checkAttributes } from './attributes.ts';
import { checkCode, issueCode, useCode } from './codes.ts';
import { deliveredTo, simulatedDelivery, type CodeDeliveryDetails } from './delivery.ts';
import { CognitoError, invalidParameter, notAuthorized } from './errors.ts';
import { sendMail, type MessageSource } from './messages.ts';
import { checkPassword } from './password-policy.ts';
import type { Pool } from './pool.ts';
import { confirmed } from './post-confirmation.ts';
import type { ClientSettings } from './client-settings.ts';
import type { User } from './store/user-store.ts';
import type { Caller } from './triggers.ts';

const purpose = 'sign-up';

export interface NewAccount {
  readonly name: string;
  readonly password: string;
  readonly given: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

/**
 * SignUp: creates an account that can be used after its code has come back. It is refused where administrators create
 * the accounts.
 */
export async function signUp(
  pool: Pool,
  { name, password, given, caller }: NewAccount,
): Promise<{ user: User; delivery: CodeDeliveryDetails | undefined }> {
  if (pool.settings.AdminCreateUserConfig.AllowAdminCreateUserOnly) {
    throw notAuthorized('SignUp is not permitted for this user pool');
  }
  checkIsNoAlias(pool, name);
  checkPassword(pool.settings.Policies.PasswordPolicy, password);
  const attributes = checkAttributes(pool, withEmailAsName(pool, name, given), 'user');
  checkRequired(pool, attributes);
  const [sub, now] = [randomUUID(), pool.now().getTime()];
  const blank: User = {
    ...{ sub, ...namesOf(pool, name, sub), attributes, status: 'UNCONFIRMED', enabled: true },
    ...{ salt: '', verifier: '', temporaryUntil: null, createdAt: now, modifiedAt: now },
  };
  const user = withPassword(pool, blank, password, 'UNCONFIRMED');
  if (!pool.users.add(user)) throw new CognitoError('UsernameExistsException', 'User already exists');
  return { user, delivery: await sendCode(pool, user, caller, 'CustomMessage_SignUp') };
}

/**
 * ConfirmSignUp: the code also proves the address. When another user signs in with that address, the code stays good,
 * so that the confirmation can be repeated with `force`.
 */
export async function confirmSignUp(
  pool: Pool,
  client: ClientSettings,
  { name: typed, code, force, caller }: { name: string; code: string; force: boolean; caller: Caller },
): Promise<void> {
  const user = findUser(pool, typed);
  if (!user && client.PreventUserExistenceErrors === 'LEGACY') throw unknownName();
  if (user && user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  const name = user?.signInName ?? canonicalName(pool, typed);
  checkCode(pool, purpose, name, code);
  const changed = pool.transaction(() => {
    useCode(pool, purpose, name, code);
    if (!user) return undefined;
    claimAlias(pool, { ...user, attributes: { ...user.attributes, email_verified: 'true' } }, force);
    return confirm(pool, user, { email_verified: 'true' });
  });
  if (changed) await confirmed(pool, 'PostConfirmation_ConfirmSignUp', changed, caller);
}

/** AdminConfirmSignUp: confirms without a code, so the address stays unproved. */
export async function confirmByAdministrator(pool: Pool, user: User, caller: Caller): Promise<void> {
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  await confirmed(pool, 'PostConfirmation_ConfirmSignUp', confirm(pool, user, {}), caller);
}

/** ResendConfirmationCode: sends a new code, which replaces the one before. */
export async function resendCode(
  pool: Pool,
  client: ClientSettings,
  { name: typed, caller }: { name: string; caller: Caller },
): Promise<CodeDeliveryDetails> {
  const user = findUser(pool, typed);
  if (!user?.enabled) {
    if (client.PreventUserExistenceErrors === 'LEGACY') throw user ? notAuthorized('User is disabled.') : unknownName();
    const name = canonicalName(pool, typed);
    issueCode(pool, purpose, name);
    return simulatedDelivery(pool, name);
  }
  if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
  const delivery = await sendCode(pool, user, caller, 'CustomMessage_ResendCode');
  if (!delivery) throw invalidParameter('Auto verification not turned on.');
  return delivery;
}

function confirm(pool: Pool, user: User, proven: Record<string, string>): User {
  const attributes = { ...user.attributes, ...proven };
  const changed: User = { ...user, attributes, status: 'CONFIRMED', modifiedAt: pool.now().getTime() };
  pool.users.update(changed);
  return changed;
}

async function sendCode(
  pool: Pool,
  user: User,
  caller: Caller,
  source: MessageSource,
): Promise<CodeDeliveryDetails | undefined> {
  const address = user.attributes['email'];
  if (address === undefined || !pool.settings.AutoVerifiedAttributes.includes('email')) return undefined;
  const message = { kind: purpose, address, secret: issueCode(pool, purpose, user.signInName) } as const;
  await sendMail(pool, { source, user, caller, message });
  return deliveredTo(address);
}

function checkRequired(pool: Pool, attributes: Readonly<Record<string, string>>): void {
  const missing = pool.settings.Schema.find(({ Name, Required }) => Required && attributes[Name] === undefined);
  if (missing) {
    const reason = `${missing.Name}: The attribute ${missing.Name} is required`;
    throw invalidParameter(`Attributes did not conform to the schema: ${reason}`);
  }
}

const unknownName = () => new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
