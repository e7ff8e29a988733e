/**
 * A stolen token of the app, tried on every operation of Cognito that takes an access token and on every operation of the API. This
 * prints the list:
 *   NODE_OPTIONS=--experimental-vm-modules npx jest --selectProjects tests --verbose -- tests/attack/takeover
 */
import { accountScope, filesScope } from '@airlock/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  callCognito,
  signInAgain,
  signInForAccount,
  stackPassword,
  type StackUser,
} from '../../local/testing/stack-user.ts';
import { accountOperations, inputWith } from './account-operations.ts';
import { callOperation, goodInput, operations } from './api.ts';
import { claimsOf } from './forged-tokens.ts';
import { eventOf, loadLambdas, type Lambda } from './lambda.ts';
import { openWorld, type World } from './world.ts';

const refused = { __type: 'NotAuthorizedException', message: 'Access Token does not have required scopes' };
let world: World;
let account: StackUser;
let lambdas: ReadonlyMap<string, Lambda>;

const cognito = (operation: string, input: object) => callCognito(world.running.stack, operation, input);
const renew = (RefreshToken: string, more: object = {}) =>
  cognito('GetTokensFromRefreshToken', { RefreshToken, ClientId: world.running.stack.userPoolClientId, ...more });

beforeAll(async () => {
  world = await openWorld();
  account = await signInForAccount(world.running.stack, 'owner');
  lambdas = await loadLambdas(world, operations);
}, 120_000);
afterAll(() => world.close());

describe('a stolen access token of the app, in Cognito', () => {
  it('is tried on all that there is', () => {
    expect(accountOperations).toEqual(expect.arrayContaining(['ChangePassword', 'DeleteUser', 'UpdateUserAttributes']));
    expect(accountOperations.length).toBeGreaterThan(20);
  });

  it.each(accountOperations)('%s is refused', async (operation) => {
    expect(await cognito(operation, inputWith(operation, world.owner.accessToken))).toEqual(refused);
  });

  it('has changed nothing: the person signs in as before, with the same account', async () => {
    const again = await signInAgain(world.running.stack, 'owner');
    expect(again.keyPrefix).toBe(world.owner.keyPrefix);
  });

  it('is good for ten minutes', () => {
    const { iat, exp, scope } = claimsOf(world.owner.accessToken);
    expect(Number(exp) - Number(iat)).toBe(600);
    expect(scope).toBe(filesScope);
  });
});

describe('a stolen refresh token of the app', () => {
  it.each([undefined, { purpose: 'account' }])(
    'renews tokens for files only, with metadata %j',
    async (ClientMetadata) => {
      const thief = await signInAgain(world.running.stack, 'owner');
      const answer = (await renew(thief.refreshToken, { ClientMetadata })) as {
        readonly AuthenticationResult: { readonly AccessToken: string };
      };
      expect(claimsOf(answer.AuthenticationResult.AccessToken)['scope']).toBe(filesScope);
    },
  );

  it('renews nothing with the client of account changes', async () => {
    const thief = await signInAgain(world.running.stack, 'owner');
    const ClientId = world.running.stack.accountClientId;
    expect(await renew(thief.refreshToken, { ClientId })).toMatchObject({
      __type: expect.stringMatching(/Exception$/),
    });
  });

  it('is refused once the sessions of the person are ended', async () => {
    const thief = await signInAgain(world.running.stack, 'owner');
    const { accessToken } = await signInForAccount(world.running.stack, 'owner');
    expect(await cognito('GlobalSignOut', { AccessToken: accessToken })).toEqual({});
    expect(await renew(thief.refreshToken)).toMatchObject({ __type: 'NotAuthorizedException' });
    account = await signInForAccount(world.running.stack, 'owner');
  });
});

describe('a token of an account change', () => {
  it('opens the account for five minutes', async () => {
    const { iat, exp, scope } = claimsOf(account.accessToken);
    expect(Number(exp) - Number(iat)).toBe(300);
    expect(scope).toBe(accountScope);
    expect(await cognito('GetUser', { AccessToken: account.accessToken })).toMatchObject({ Username: 'owner' });
  });

  it.each(operations)('$name is refused', async (operation) => {
    const { apiUrl } = world;
    const { accessToken: token } = account;
    const { status, text } = await callOperation({ apiUrl, token }, operation, goodInput(operation));
    // The words of the authorizer: the function was not called.
    expect([status, text]).toEqual([401, '{"message":"Unauthorized"}']);
    const direct = await lambdas.get(operation.name)!(eventOf(operation, goodInput(operation), { token }));
    expect(direct.status).toBe(401);
  });

  it('is not renewed', async () => {
    const ClientId = world.running.stack.accountClientId;
    const AuthParameters = { REFRESH_TOKEN: account.refreshToken };
    const answers = [
      await cognito('InitiateAuth', { ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters }),
      await renew(account.refreshToken, { ClientId, ClientMetadata: { purpose: 'account' } }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain('AccessToken"');
  });

  it('is not had without the purpose, nor by the purpose at the beginning of a sign-in', async () => {
    const { accountClientId: clientId } = world.running.stack;
    const plain = await signInAgain(world.running.stack, 'owner', { clientId });
    expect(claimsOf(plain.accessToken)['scope']).toBe(filesScope);
    expect(stackPassword.length).toBeGreaterThanOrEqual(14);
  });
});
