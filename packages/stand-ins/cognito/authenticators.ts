import { CognitoError, invalidParameter } from './errors.ts';
import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';
import { totpStepOf } from './totp.ts';

const factor = 'SOFTWARE_TOKEN_MFA';

/** Throws when the template's pool offers no authenticator apps. */
export function checkOffered({ settings: { MfaConfiguration, EnabledMfas } }: Pool): void {
  if (MfaConfiguration !== 'OFF' && EnabledMfas.includes(factor)) return;
  throw new CognitoError(
    'SoftwareTokenMFANotFoundException',
    'Software Token MFA has not been enabled by the userPool.',
  );
}

/**
 * Makes `secret` the user's when `code` belongs to it. The secret before it is replaced only now, so a user who stops
 * half-way keeps the old one. The code counts as used.
 */
export function activateSecret(pool: Pool, user: User, secret: string, code: string): void {
  const step = totpStepOf(secret, code, pool.now());
  if (step === undefined) {
    throw new CognitoError('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
  }
  pool.authenticators.save({ ...pool.authenticators.find(user.sub), secret, pendingSecret: null, lastStep: step });
}

/**
 * Throws unless `code` is an unused code of the user's app (RFC 6238, section 5.2). Failures lock as failed passwords
 * do, but are counted apart: if the right password reset them, it would buy five more guesses.
 */
export function consumeTotpCode(pool: Pool, { sub, signInName }: User, code: string): void {
  // User names have no spaces, so no user has this name.
  const attemptName = `code of ${signInName}`;
  pool.lockOut.check(attemptName);
  const { secret } = pool.authenticators.find(sub);
  if (secret === null) {
    throw new CognitoError('SoftwareTokenMFANotFoundException', 'Software Token MFA does not exist for the user.');
  }
  const step = totpStepOf(secret, code, pool.now());
  if (step === undefined) {
    pool.lockOut.failed(attemptName);
    throw new CognitoError('CodeMismatchException', 'Invalid code received for user');
  }
  if (!pool.authenticators.useStep(sub, step)) {
    throw new CognitoError('ExpiredCodeException', 'Your software token has already been used once.');
  }
  pool.lockOut.succeeded(attemptName);
}

export interface FactorSettings {
  readonly Enabled?: boolean | undefined;
  readonly PreferredMfa?: boolean | undefined;
}

/**
 * SetUserMFAPreference. A factor that is not named stays as it is; a factor that is not set up cannot be switched on.
 */
export function setPreference(pool: Pool, user: User, settings: FactorSettings | undefined): void {
  if (!settings) return;
  const { Enabled: enabled = false, PreferredMfa: preferred = false } = settings;
  const authenticator = pool.authenticators.find(user.sub);
  if (enabled && authenticator.secret === null) throw noDelivery(factor);
  if (preferred && !enabled) throw invalidParameter('A factor that is not enabled cannot be preferred.');
  pool.authenticators.save({ ...authenticator, enabled, preferred });
}

/** Returns the user's factors as GetUser and AdminGetUser show them; a user without factors has no such properties. */
export function factorsOf(pool: Pool, { sub }: User): object {
  const { enabled, preferred } = pool.authenticators.find(sub);
  if (!enabled) return {};
  return { UserMFASettingList: [factor], ...(preferred && { PreferredMfaSetting: factor }) };
}

export const noDelivery = (name: string) =>
  invalidParameter(`User does not have delivery config set to turn on ${name}`);
