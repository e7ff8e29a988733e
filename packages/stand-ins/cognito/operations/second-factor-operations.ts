import * as v from 'valibot';

import { existingUser } from '../accounts.ts';
import { activateSecret, checkOffered, noDelivery, setPreference } from '../authenticators.ts';
import { CognitoError, invalidParameter } from '../errors.ts';
import type { Pool } from '../pool.ts';
import { continueSetUp, factorState, findSetUp } from '../second-factor.ts';
import { userOfAccessToken } from '../sessions.ts';
import type { User } from '../store/user-store.ts';
import { newTotpSecret } from '../totp.ts';
import { session, token, userCode, username } from './fields.ts';
import { adminOperation, publicOperation } from './operation.ts';

/** A set-up needs one of the two proofs: an access token, or the session of a sign-in that is not finished. */
const proof = { AccessToken: v.optional(token), Session: session };

/** Makes a new secret for an authenticator app. The secret counts after VerifySoftwareToken. */
export const associateSoftwareToken = publicOperation(v.object(proof), async (pool, { AccessToken, Session }) => {
  checkOffered(pool);
  const secret = newTotpSecret();
  const by = oneOf(AccessToken, Session);
  if (by.kind === 'session') {
    const { challenge, client } = findSetUp(pool, by.session);
    return { SecretCode: secret, Session: continueSetUp(pool, client, challenge, { secret, verified: false }) };
  }
  const { user } = await userOfAccessToken(pool, by.accessToken);
  pool.authenticators.save({ ...pool.authenticators.find(user.sub), pendingSecret: secret });
  return { SecretCode: secret };
});

export const verifySoftwareToken = publicOperation(
  v.object({ ...proof, UserCode: userCode, FriendlyDeviceName: v.optional(v.string()) }),
  async (pool, { AccessToken, Session, UserCode }) => {
    checkOffered(pool);
    const by = oneOf(AccessToken, Session);
    if (by.kind === 'session') return verifyInSession(pool, by.session, UserCode);
    const { user } = await userOfAccessToken(pool, by.accessToken);
    activateSecret(pool, user, associated(pool.authenticators.find(user.sub).pendingSecret), UserCode);
    return { Status: 'SUCCESS' };
  },
);

const factor = v.optional(v.object({ Enabled: v.optional(v.boolean()), PreferredMfa: v.optional(v.boolean()) }));
const preferences = { SoftwareTokenMfaSettings: factor, SMSMfaSettings: factor, EmailMfaSettings: factor };
type Preferences = v.InferOutput<v.ObjectSchema<typeof preferences, undefined>>;

export const setUserMfaPreference = publicOperation(
  v.object({ AccessToken: token, ...preferences }),
  async (pool, { AccessToken, ...input }) => {
    const { user } = await userOfAccessToken(pool, AccessToken);
    return prefer(pool, user, input);
  },
);

export const adminSetUserMfaPreference = adminOperation(
  { Username: username, ...preferences },
  (pool, { Username, ...input }) => prefer(pool, existingUser(pool, Username), input),
);

function verifyInSession(pool: Pool, given: string, code: string): object {
  const { challenge, client, user } = findSetUp(pool, given);
  const { secret } = v.parse(factorState, JSON.parse(challenge.state));
  activateSecret(pool, user, associated(secret), code);
  return { Status: 'SUCCESS', Session: continueSetUp(pool, client, challenge, { verified: true }) };
}

function associated(secret: string | null | undefined): string {
  if (typeof secret === 'string') return secret;
  throw new CognitoError('SoftwareTokenMFANotFoundException', 'Software Token MFA does not exist for the user.');
}

function prefer(pool: Pool, user: User, input: Preferences): object {
  if (input.SMSMfaSettings?.Enabled) throw noDelivery('SMS_MFA');
  if (input.EmailMfaSettings?.Enabled) throw noDelivery('EMAIL_OTP');
  setPreference(pool, user, input.SoftwareTokenMfaSettings);
  return {};
}

type Proof =
  { readonly kind: 'token'; readonly accessToken: string } | { readonly kind: 'session'; readonly session: string };

function oneOf(accessToken: string | undefined, given: string | undefined): Proof {
  if (accessToken !== undefined && given === undefined) return { kind: 'token', accessToken };
  if (given !== undefined && accessToken === undefined) return { kind: 'session', session: given };
  throw invalidParameter('The request takes an access token or a session string, but not both.');
}
