/** The takeover that a stolen access token once allowed, step by step, and what a reset of the password ends. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { callCognito, signInAgain, signInForAccount, trySignIn } from '../../local/testing/stack-user.ts';
import { openWorld, type World } from './world.ts';

const ownAddress = 'owner@example.com';
const thiefAddress = 'thief@example.com';
const newPassword = 'A-Better-Pass-2026';
const refused = { __type: 'NotAuthorizedException', message: 'Access Token does not have required scopes' };
let world: World;

const cognito = (operation: string, input: object) => callCognito(world.running.stack, operation, input);
const withToken = (operation: string, input: object) =>
  cognito(operation, { ...input, AccessToken: world.owner.accessToken });
const ofApp = () => ({ ClientId: world.running.stack.userPoolClientId, Username: 'owner' });

interface StoredMail {
  readonly to: string;
  readonly secret: string;
  readonly subject: string;
}
const mails = (): readonly StoredMail[] =>
  JSON.parse(readFileSync(join(world.directory, 'mailbox.json'), 'utf8')) as StoredMail[];

beforeAll(async () => {
  world = await openWorld();
  const { cognitoUrl: endpoint, region, userPoolId, adminAccessKeyId, adminSecretAccessKey } = world.running.stack;
  const credentials = { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey };
  const admin = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  const UserAttributes = [
    { Name: 'email', Value: ownAddress },
    { Name: 'email_verified', Value: 'true' },
  ];
  await admin.send(new AdminUpdateUserAttributesCommand({ UserPoolId: userPoolId, Username: 'owner', UserAttributes }));
  admin.destroy();
}, 120_000);
afterAll(() => world.close());

describe('a takeover with a stolen access token of the app', () => {
  it('is refused at the first step, the change of the address', async () => {
    const UserAttributes = [{ Name: 'email', Value: thiefAddress }];
    expect(await withToken('UpdateUserAttributes', { UserAttributes })).toEqual(refused);
  });

  it('is refused at each further step: to verify the address, and to switch the second factor off', async () => {
    expect(await withToken('VerifyUserAttribute', { AttributeName: 'email', Code: '123456' })).toEqual(refused);
    const SoftwareTokenMfaSettings = { Enabled: false, PreferredMfa: false };
    expect(await withToken('SetUserMFAPreference', { SoftwareTokenMfaSettings })).toEqual(refused);
  });

  it('gets no code for a new password: it goes to the address of the person', async () => {
    await cognito('ForgotPassword', ofApp());
    expect(mails()[0]?.to).toBe(ownAddress);
    expect(mails().filter(({ to }) => to === thiefAddress)).toEqual([]);
  });

  it('does not delete the account', async () => {
    expect(await withToken('DeleteUser', {})).toEqual(refused);
    expect((await signInAgain(world.running.stack, 'owner')).keyPrefix).toBe(world.owner.keyPrefix);
  });
});

describe('a reset of the password', () => {
  it('ends every session, on the server: the old refresh tokens are refused', async () => {
    const { stack } = world.running;
    const before = [await signInAgain(stack, 'owner'), await signInForAccount(stack, 'owner')];
    await cognito('ForgotPassword', ofApp());
    const ConfirmationCode = mails()[0]?.secret;
    expect(await cognito('ConfirmForgotPassword', { ...ofApp(), ConfirmationCode, Password: newPassword })).toEqual({});
    const renewals = [world.owner, ...before].map(({ refreshToken: RefreshToken }) =>
      cognito('GetTokensFromRefreshToken', { RefreshToken, ClientId: stack.userPoolClientId }),
    );
    for (const answer of await Promise.all(renewals))
      expect(answer).toMatchObject({ __type: 'NotAuthorizedException' });
    expect(await withToken('GetUser', {})).toMatchObject({ __type: 'NotAuthorizedException' });
  });

  it('takes the new password, and the old one no more', async () => {
    const { stack } = world.running;
    expect(await trySignIn(stack, 'owner')).toMatchObject({ __type: 'NotAuthorizedException' });
    expect((await signInAgain(stack, 'owner', { password: newPassword })).keyPrefix).toBe(world.owner.keyPrefix);
  });
});

describe('the mail about a change of the account', () => {
  it('says what changed and what to do', async () => {
    const AccessToken = (
      await signInAgain(world.running.stack, 'owner', {
        ...{ clientId: world.running.stack.accountClientId, password: newPassword },
        clientMetadata: { purpose: 'account' },
      })
    ).accessToken;
    const ClientMetadata = { notice: 'password-changed' };
    await cognito('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email', ClientMetadata });
    expect(mails()[0]).toMatchObject({ to: ownAddress, subject: 'Your password was changed' });
  });
});
