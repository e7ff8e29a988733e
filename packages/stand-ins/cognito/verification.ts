import { claimAlias } from './aliases.ts';
import { changedAttributes, checkAttributes } from './attributes.ts';
import { checkCode, issueCode, useCode } from './codes.ts';
import { deliveredTo, type CodeDeliveryDetails } from './delivery.ts';
import { CognitoError, invalidParameter, notImplemented } from './errors.ts';
import { sendMail, type MessageSource } from './messages.ts';
import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';
import type { Caller } from './triggers.ts';

/** The one attribute of this pool that a code can verify; telephones are not built. */
export const verifiable = 'email';
/** The purpose of a code for an address that the user does not have yet. Codes of one purpose never serve the other. */
const pending = 'pending-email';
/** An address that passes every check, where only the names of attributes are checked. */
const placeholder = 'nobody@example.invalid';

/**
 * GetUserAttributeVerificationCode: sends a code to the user's present address, also while another address waits for
 * its own code.
 */
export async function sendVerificationCode(pool: Pool, user: User, caller: Caller): Promise<CodeDeliveryDetails> {
  const address = user.attributes[verifiable];
  if (address === undefined) throw invalidParameter(`User does not have the attribute ${verifiable}.`);
  return sendCode(pool, { source: 'CustomMessage_VerifyUserAttribute', purpose: verifiable, user, address, caller });
}

/**
 * VerifyUserAttribute: makes the address that waits for a code the user's, or verifies the present one. A code is good
 * for the address that it was sent to and for no other.
 */
export function verifyEmail(pool: Pool, user: User, code: string): void {
  const address = pool.pendingEmails.find(user.sub);
  if (address !== undefined && isCodeOf(pool, pending, user, code)) {
    verify(pool, user, { purpose: pending, code, change: { email: address } });
    return;
  }
  checkCode(pool, verifiable, user.sub, code);
  verify(pool, user, { purpose: verifiable, code, change: {} });
}

/**
 * Writes attributes. A new address waits for its code where the pool demands that, and is the user's at once but not
 * verified elsewhere, with a code where the pool verifies automatically. An administrator who vouches for the address
 * writes it at once ("AdminUpdateUserAttributes", API reference).
 */
export async function updateAttributes(
  pool: Pool,
  user: User,
  { given, by, caller }: { given: Readonly<Record<string, string>>; by: 'administrator' | 'user'; caller: Caller },
): Promise<CodeDeliveryDetails[]> {
  const checked = checkAttributes(pool, given, by);
  const { [verifiable]: address, ...rest } = checked;
  const isMoved = address !== undefined && address !== user.attributes[verifiable];
  if (isMoved && pool.settings.UsernameAttributes.length > 0) throw notImplemented('Another email as the user name');
  const { AttributesRequireVerificationBeforeUpdate: waiting } = pool.settings.UserAttributeUpdateSettings;
  const source = 'CustomMessage_UpdateUserAttribute';
  if (isMoved && waiting.includes(verifiable) && checked['email_verified'] !== 'true') {
    const changed = pool.transaction(() => {
      pool.pendingEmails.save(user.sub, address);
      return save(pool, user, changedAttributes(user.attributes, rest));
    });
    return [await sendCode(pool, { source, purpose: pending, user: changed, address, caller })];
  }
  const changed = pool.transaction(() => {
    if (isMoved) forgetCodes(pool, user);
    return save(pool, user, changedAttributes(user.attributes, checked));
  });
  const sends = isMoved && by === 'user' && pool.settings.AutoVerifiedAttributes.includes(verifiable);
  return sends ? [await sendCode(pool, { source, purpose: verifiable, user: changed, address, caller })] : [];
}

/** DeleteUserAttributes. Without an address nothing of it stays: not its verification, no code, none that waits. */
export function deleteAttributes(pool: Pool, user: User, names: readonly string[]): void {
  checkAttributes(pool, Object.fromEntries(names.map((name) => [name, user.attributes[name] ?? placeholder])), 'user');
  const required = pool.settings.Schema.find(({ Name, Required }) => Required && names.includes(Name));
  if (required) throw invalidParameter(`The attribute ${required.Name} is required and cannot be deleted.`);
  const gone = names.includes(verifiable) ? [...names, 'email_verified'] : names;
  const kept = Object.entries(user.attributes).filter(([name]) => !gone.includes(name));
  pool.transaction(() => {
    if (names.includes(verifiable)) forgetCodes(pool, user);
    save(pool, user, Object.fromEntries(kept));
  });
}

interface CodeToSend {
  readonly source: MessageSource;
  readonly purpose: typeof verifiable | typeof pending;
  readonly user: User;
  readonly address: string;
  readonly caller: Caller;
}

async function sendCode(pool: Pool, { source, purpose, user, address, caller }: CodeToSend) {
  const message = { kind: verifiable, address, secret: issueCode(pool, purpose, user.sub) } as const;
  await sendMail(pool, { source, user, caller, message });
  return deliveredTo(address);
}

/**
 * Says whether this is the code for the address that waits. Throws as `checkCode` does, unless the code may be the one
 * for the present address.
 */
function isCodeOf(pool: Pool, purpose: typeof pending, user: User, code: string): boolean {
  try {
    checkCode(pool, purpose, user.sub, code);
    return true;
  } catch (error) {
    if (!(error instanceof CognitoError) || pool.codes.find(verifiable, user.sub) === undefined) throw error;
    return false;
  }
}

function verify(
  pool: Pool,
  user: User,
  { purpose, code, change }: { purpose: typeof verifiable | typeof pending; code: string; change: { email?: string } },
): void {
  pool.transaction(() => {
    useCode(pool, purpose, user.sub, code);
    save(pool, user, { ...user.attributes, ...change, email_verified: 'true' });
    if (purpose === pending) forgetCodes(pool, user);
  });
}

/** Forgets what was sent for an address that is replaced, and an address that waited. */
function forgetCodes(pool: Pool, { sub }: User): void {
  pool.codes.remove(verifiable, sub);
  pool.codes.remove(pending, sub);
  pool.pendingEmails.remove(sub);
}

function save(pool: Pool, user: User, attributes: Record<string, string>): User {
  const changed = { ...user, attributes, modifiedAt: pool.now().getTime() };
  claimAlias(pool, changed);
  pool.users.update(changed);
  return changed;
}
