import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { PoolFixture, userPool } from './testing/pool-fixture.ts';
import type { Trigger } from './triggers.ts';

const own = 'My own password 1';
const next = 'My next password 2';
const admin = 'aws.cognito.signin.user.admin';
const asked = v.object({
  triggerSource: v.string(),
  request: v.object({ clientMetadata: v.optional(v.record(v.string(), v.string()), {}) }),
});

/** Keeps the scope of the account only where a sign-in, and no renewal, asks for it. */
const preTokenGeneration: Trigger = (event) => {
  const { triggerSource, request } = v.parse(asked, event);
  const isForAccount =
    triggerSource !== 'TokenGeneration_RefreshTokens' && request.clientMetadata['purpose'] === 'account';
  const accessTokenGeneration = isForAccount ? {} : { scopesToAdd: ['airlock/files'], scopesToSuppress: [admin] };
  return Promise.resolve({ ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } });
};
const customMessage: Trigger = (event) => {
  const emailMessage = `${v.parse(asked, event).request.clientMetadata['notice'] ?? 'no notice'}: {####}`;
  return Promise.resolve({ ...event, response: { emailMessage } });
};

let pool: PoolFixture;
beforeEach(async () => {
  const { PasswordPolicy } = userPool.Policies;
  pool = await PoolFixture.start({
    triggers: { preTokenGeneration, customMessage },
    userPool: {
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      Policies: { PasswordPolicy: { ...PasswordPolicy, PasswordHistorySize: 5 } },
    },
    clients: [
      { WriteAttributes: ['locale'] },
      { WriteAttributes: ['email'], RefreshTokenRotation: { Feature: 'DISABLED' }, AccessTokenValidity: 5 },
    ],
  });
  await pool.enrol('demo', own);
  const UserAttributes = [
    { Name: 'email', Value: 'demo@example.com' },
    { Name: 'email_verified', Value: 'true' },
  ];
  await pool.admin().send(new AdminUpdateUserAttributesCommand({ ...pool.ids, Username: 'demo', UserAttributes }));
});
afterEach(() => pool.stop());

/** Runs the journey, and answers its question with the code of the last mail. */
async function walk(): Promise<unknown> {
  const { userPoolId, url } = pool.cognito;
  const script = join(import.meta.dirname, 'testing/amplify-account.ts');
  const given = [userPoolId, url, ...pool.clientIds, own, next];
  const child = spawn(process.execPath, ['--no-warnings', script, ...given], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    if (text.toString().trim() === 'asked') child.stdin.write(`${pool.messages.at(-1)?.secret ?? ''}\n`);
  });
  await once(child, 'close');
  return JSON.parse(said.trim().split('\n').at(-1) ?? '');
}

describe("the app's own sign-in client, Amplify", () => {
  it('changes the account with a sign-in for it, and with no token of the app', async () => {
    const refusal = 'NotAuthorizedException: Access Token does not have required scopes';
    expect(await walk()).toMatchObject({
      app: {
        found: 'airlock/files',
        refused: { password: refusal, email: refusal, deletion: refusal, renewed: 'airlock/files' },
      },
      account: {
        found: admin,
        asked: { nextStep: { updateAttributeStep: 'CONFIRM_ATTRIBUTE_WITH_CODE' } },
        before: 'demo@example.com',
        after: 'new@example.com',
        renewed: true,
        same: 'PasswordHistoryPolicyViolationException: Password has previously been used.',
      },
    });
    expect(pool.messages).toMatchObject([
      { address: 'demo@example.com', text: expect.stringMatching(/^address-changing: \d{6}$/) },
      { address: 'new@example.com', text: expect.stringMatching(/^no notice: \d{6}$/) },
    ]);
    expect((await pool.signIn('new@example.com', next)).status).toBe(200);
  }, 30_000);
});
