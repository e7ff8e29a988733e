import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
const next = 'My next password 2';

let pool: PoolFixture;
afterEach(() => pool.stop());

async function begin(MfaConfiguration: string): Promise<void> {
  pool = await PoolFixture.start({ userPool: { MfaConfiguration } });
  await pool.enrol('demo', own);
  const UserAttributes = [
    { Name: 'email', Value: 'demo@example.com' },
    { Name: 'email_verified', Value: 'true' },
  ];
  await pool.admin().send(new AdminUpdateUserAttributesCommand({ ...pool.ids, Username: 'demo', UserAttributes }));
}

/** Runs a journey and returns what it saw; `onLine` may answer each line that the journey writes. */
async function walk(journey: string, onLine: (line: string) => string = () => ''): Promise<unknown> {
  const { userPoolId, userPoolClientId, url } = pool.cognito;
  const script = join(import.meta.dirname, 'testing/amplify-factors.ts');
  const given = [userPoolId, userPoolClientId, url, own, next, journey];
  const child = spawn(process.execPath, ['--no-warnings', script, ...given], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    child.stdin.write(onLine(text.toString().trim()));
  });
  await once(child, 'close');
  return JSON.parse(said.trim().split('\n').at(-1) ?? '');
}

describe("the app's own sign-in client, Amplify", () => {
  it('replaces a forgotten password', async () => {
    await begin('OPTIONAL');
    const seen = await walk('forgotten-password', (line) =>
      line === 'asked' ? `${pool.messages.at(-1)?.secret ?? ''}\n` : '',
    );
    expect(seen).toMatchObject({
      asked: {
        nextStep: {
          resetPasswordStep: 'CONFIRM_RESET_PASSWORD_WITH_CODE',
          codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'd***@e***', attributeName: 'email' },
        },
      },
      wrong: 'CodeMismatchException: Invalid verification code provided, please try again.',
      old: 'NotAuthorizedException: Incorrect username or password.',
      signedIn: { isSignedIn: true },
    });
  }, 30_000);

  it('sets up an authenticator app, signs in with it and switches it off', async () => {
    await begin('OPTIONAL');
    expect(await walk('second-factor')).toMatchObject({
      before: {},
      early: 'InvalidParameterException: User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA',
      after: { enabled: ['TOTP'], preferred: 'TOTP' },
      asked: { isSignedIn: false, nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' } },
      replayed: 'ExpiredCodeException: Your software token has already been used once.',
      signedIn: { isSignedIn: true },
      off: { isSignedIn: true },
    });
  }, 30_000);

  it('sets up an authenticator app during the sign-in where the pool demands it', async () => {
    await begin('ON');
    expect(await walk('demanded-factor')).toMatchObject({
      wrong: 'EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA',
      signedIn: { isSignedIn: true },
      asked: { nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' } },
      again: { isSignedIn: true },
    });
  }, 30_000);
});
