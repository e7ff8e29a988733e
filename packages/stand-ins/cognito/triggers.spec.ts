import { afterEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';

import { TriggerInvocationError } from './index.ts';
import { PoolFixture } from './testing/pool-fixture.ts';
import type { Trigger } from './triggers.ts';

const own = 'My own password 1';
const account = { purpose: 'account' };
const attributes = { sub: expect.any(String), 'cognito:user_status': 'CONFIRMED' };

let pool: PoolFixture;
afterEach(() => pool.stop());

/** Starts a pool whose function keeps the events and answers with `response`, or with what `response` returns. */
const begin = async (response: object | (() => unknown), triggerTimeoutMs = 5000) => {
  const events: object[] = [];
  const preTokenGeneration: Trigger = (event) => {
    events.push(event);
    return Promise.resolve(typeof response === 'function' ? (response() as unknown) : { ...event, response });
  };
  pool = await PoolFixture.start({ triggers: { preTokenGeneration }, triggerTimeoutMs, clients: [{}] });
  await pool.enrol('demo', own);
  return events;
};
const override = (accessTokenGeneration: object, more: object = {}) => ({
  claimsAndScopeOverrideDetails: { accessTokenGeneration, ...more },
});
const ownScope = override({ scopesToAdd: ['airlock/files'], scopesToSuppress: ['aws.cognito.signin.user.admin'] });
const claimsOf = async () => decodeJwt((await pool.tokens('demo', own)).AccessToken);

describe('the pre token generation function', () => {
  it('gets the event that AWS documents, and no ClientMetadata of InitiateAuth', async () => {
    const events = await begin({});
    const { srp, parameters } = await pool.challenge('demo', undefined, { ClientMetadata: account });
    await pool.respond('PASSWORD_VERIFIER', srp.answer(parameters, own, pool.claimTime()));
    expect(events).toEqual([
      {
        ...{ version: '2', triggerSource: 'TokenGeneration_Authentication', region: 'eu-central-1' },
        ...{ userPoolId: pool.cognito.userPoolId, userName: 'demo' },
        callerContext: { awsSdkVersion: expect.any(String), clientId: pool.cognito.userPoolClientId },
        request: {
          userAttributes: attributes,
          groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
          scopes: ['aws.cognito.signin.user.admin'],
        },
        response: { claimsAndScopeOverrideDetails: null },
      },
    ]);
  });

  it('gets the ClientMetadata of RespondToAuthChallenge and of GetTokensFromRefreshToken', async () => {
    const events = await begin({});
    const { json } = await pool.signIn('demo', own, { ClientMetadata: account });
    const { RefreshToken } = json.AuthenticationResult!;
    await pool.call('GetTokensFromRefreshToken', { RefreshToken, ClientMetadata: { other: 'x' } });
    expect(events).toMatchObject([
      { triggerSource: 'TokenGeneration_Authentication', request: { clientMetadata: account } },
      { triggerSource: 'TokenGeneration_RefreshTokens', request: { clientMetadata: { other: 'x' } } },
    ]);
  });

  it('is told of the first sign-in with a new password', async () => {
    const events = await begin({});
    await pool.invite('new', 'Temporary-12');
    const { Session } = (await pool.signIn('new', 'Temporary-12')).json;
    await pool.respond('NEW_PASSWORD_REQUIRED', { USERNAME: 'new', NEW_PASSWORD: own }, { Session });
    expect(events).toMatchObject([{ triggerSource: 'TokenGeneration_NewPasswordChallenge', userName: 'new' }]);
  });

  it('adds and takes scopes, and a token without the service’s scope may do nothing with the account', async () => {
    await begin(ownScope);
    const { AccessToken, RefreshToken } = await pool.tokens('demo', own);
    const renewed = (await pool.call('GetTokensFromRefreshToken', { RefreshToken })).json.AuthenticationResult!;
    for (const token of [AccessToken, renewed.AccessToken]) {
      expect(decodeJwt(token)['scope']).toBe('airlock/files');
      const { status, json } = await pool.call('GetUser', { AccessToken: token });
      expect([status, json]).toEqual([
        400,
        { __type: 'NotAuthorizedException', message: 'Access Token does not have required scopes' },
      ]);
    }
  });

  it('changes claims of both tokens, but none that the service keeps', async () => {
    const forged = { sub: 'x', iss: 'x', token_use: 'id', client_id: 'x', username: 'x', scope: 'x', exp: 1 };
    const idTokenGeneration = {
      claimsToAddOrOverride: { aud: 'x', 'cognito:username': 'x', team: { name: 'a' } },
      claimsToSuppress: ['token_use', 'event'],
    };
    const access = { claimsToAddOrOverride: { ...forged, level: 3, both: 1 }, claimsToSuppress: ['both', 'sub'] };
    await begin(override(access, { idTokenGeneration }));
    const { AccessToken, IdToken } = await pool.tokens('demo', own);
    const [inAccess, inId] = [decodeJwt(AccessToken), decodeJwt(IdToken)];
    expect(inAccess).toMatchObject({ level: 3, username: 'demo', token_use: 'access', sub: inId.sub });
    expect(inAccess).toMatchObject({ client_id: pool.cognito.userPoolClientId, iss: inId.iss });
    expect(inAccess['scope']).toBe('aws.cognito.signin.user.admin');
    expect(inAccess.exp).toBeGreaterThan(1);
    expect(inAccess['both']).toBeUndefined();
    expect(inId).toMatchObject({ team: { name: 'a' }, aud: pool.cognito.userPoolClientId, token_use: 'id' });
    expect(inId['cognito:username']).toBe('demo');
  });

  it.each([
    ['an answer that is no event', () => 'yes'],
    ['an answer without a response', () => ({})],
    ['an answer with no response', () => ({ response: null })],
    ['an unknown member', () => ({ response: { claimsAndScopeOverrideDetails: { accessToken: {} } } })],
    ['a scope with a space', () => ({ response: override({ scopesToAdd: ['a b'] }) })],
    ['scopes that are no list', () => ({ response: override({ scopesToSuppress: 'a' }) })],
  ])('lets nobody in with %s', async (_name, response) => {
    await begin(response);
    const { status, json } = await pool.signIn('demo', own);
    expect([status, json]).toEqual([
      400,
      { __type: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output' },
    ]);
  });

  it('lets nobody in when it throws, and renews nothing', async () => {
    let fails = false;
    await begin(() => (fails ? Promise.reject(new Error('No entry')) : { response: {} }));
    const { RefreshToken } = await pool.tokens('demo', own);
    fails = true;
    const refusal = {
      __type: 'UserLambdaValidationException',
      message: 'PreTokenGeneration failed with error No entry.',
    };
    expect((await pool.signIn('demo', own)).json).toEqual(refusal);
    expect((await pool.call('GetTokensFromRefreshToken', { RefreshToken })).json).toEqual(refusal);
    fails = false;
    pool.pass(61);
    expect((await pool.call('GetTokensFromRefreshToken', { RefreshToken })).status).toBe(200);
  });

  it('lets nobody in when it cannot be called', async () => {
    await begin(() => Promise.reject(new TriggerInvocationError('AccessDeniedException')));
    expect((await pool.signIn('demo', own)).json).toEqual({
      __type: 'UnexpectedLambdaException',
      message: 'PreTokenGeneration invocation failed due to error AccessDeniedException.',
    });
  });

  it('is called three times when it is slow, and then nobody is let in', async () => {
    const events = await begin(() => new Promise(() => undefined), 20);
    expect((await pool.signIn('demo', own)).json.__type).toBe('UnexpectedLambdaException');
    expect(events).toHaveLength(3);
  });

  it('is slow once and then answers', async () => {
    let calls = 0;
    await begin(() => {
      calls += 1;
      return calls === 1 ? new Promise(() => undefined) : { response: ownScope };
    }, 20);
    expect((await claimsOf())['scope']).toBe('airlock/files');
  });
});
