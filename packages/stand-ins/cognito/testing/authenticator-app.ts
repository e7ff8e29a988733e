import { Secret, TOTP } from 'otpauth';

import type { PoolFixture } from './pool-fixture.ts';

/** What a user does with an authenticator app, in the pool that `currentPool` returns at the time of the call. */
export function authenticatorApp(currentPool: () => PoolFixture) {
  /** Returns the code that the app shows `awaySeconds` from now, computed by an independent library. */
  const codeOf = (secret: string, awaySeconds = 0) =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: currentPool().now.getTime() + awaySeconds * 1000 });

  /** Returns a code that the app shows neither now nor in the minute before or after. */
  const wrongCodeOf = (secret: string) => {
    const near = [-60, -30, 0, 30, 60].map((away) => codeOf(secret, away));
    return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code))!;
  };

  /** Answers the step that asks for a code, as the user `demo`. */
  const answer = (Session: string | undefined, code: string, more: object = {}) =>
    currentPool().respond(
      'SOFTWARE_TOKEN_MFA',
      { USERNAME: 'demo', SOFTWARE_TOKEN_MFA_CODE: code },
      { Session, ...more },
    );

  /** Asks for a new secret. `proof` is an access token or a session. */
  const associate = async (proof: object) => {
    const { status, json } = await currentPool().call('AssociateSoftwareToken', proof);
    return { status, json, secret: String(json['SecretCode']) };
  };

  return { codeOf, wrongCodeOf, answer, associate };
}
