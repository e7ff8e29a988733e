import { CognitoError, invalidParameter } from './errors.ts';
import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';
import { totpStepOf } from './totp.ts';

const factor = 'SOFTWARE_TOKEN_MFA';

/** Throws where the template's pool offers no authenticator apps. */
export function checkOffered({ settings: { MfaConfiguration, EnabledMfas } }: Pool): void {
  if (MfaConfiguration !== 'OFF' && EnabledMfas.includes(factor)) return;
  throw new CognitoError(
    'SoftwareTokenMFANotFoundException',
    'Software Token MFA has not been enabled by the userPool.',
  );
}

/**
 * Makes `secret` the user's, if `code` is of it. It replaces the one before only now: who gives up half-way keeps the
 * old one. The code counts as used.
 */
export function adoptSecret(pool: Pool, user: User, secret: string, code: string): void {
  const step = totpStepOf(secret, code, pool.now());
  if (step === undefined) {
    throw new CognitoError('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
  }
  pool.authenticators.save({ ...pool.authenticators.find(user.sub), secret, pendingSecret: null, lastStep: step });
}

/**
 * Throws unless `code` is one of the user's app that was not used yet (RFC 6238, section 5.2). Failures lock as failed
 * passwords do, counted apart: the right password must not forget them, or it would buy five more guesses.
 */
export function spendCode(pool: Pool, { sub, signInName }: User, code: string): void {
  // User names have no spaces, so this one is nobody's.
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

/** SetUserMFAPreference. What is not named stays; a factor that is not set up cannot be switched on. */
export function setPreference(pool: Pool, user: User, settings: FactorSettings | undefined): void {
  if (!settings) return;
  const { Enabled: enabled = false, PreferredMfa: preferred = false } = settings;
  const authenticator = pool.authenticators.find(user.sub);
  if (enabled && authenticator.secret === null) throw noDelivery(factor);
  if (preferred && !enabled) throw invalidParameter('A factor that is not enabled cannot be preferred.');
  pool.authenticators.save({ ...authenticator, enabled, preferred });
}

/** The user's factors as GetUser and AdminGetUser show them; absent for none. */
export function factorsOf(pool: Pool, { sub }: User): object {
  const { enabled, preferred } = pool.authenticators.find(sub);
  if (!enabled) return {};
  return { UserMFASettingList: [factor], ...(preferred && { PreferredMfaSetting: factor }) };
}

export const noDelivery = (name: string) =>
  invalidParameter(`User does not have delivery config set to turn on ${name}`);
