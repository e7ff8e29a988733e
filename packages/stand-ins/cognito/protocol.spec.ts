import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';
import { claimTime } from './testing/srp-client.ts';

let pool: PoolFixture;
beforeAll(async () => {
  pool = await PoolFixture.start();
});
afterAll(() => pool.stop());

const type = 'application/x-amz-json-1.1';
const target = (operation: string) => `AWSCognitoIdentityProviderService.${operation}`;
const post = async (body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(pool.cognito.url, {
    method: 'POST',
    headers: { 'content-type': type, 'x-amz-target': target('GetUser'), ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as object };
};

describe('the protocol', () => {
  it('writes an error to the body and to headers that a browser may read', async () => {
    const { status, headers, json } = await post('{"AccessToken":"abc"}');
    expect([status, json]).toEqual([400, { __type: 'NotAuthorizedException', message: 'Invalid Access Token' }]);
    expect(headers.get('x-amzn-errortype')).toBe('NotAuthorizedException:');
    expect(headers.get('x-amzn-errormessage')).toBe('Invalid Access Token');
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('x-amzn-ErrorType');
    expect(headers.get('content-type')).toBe(type);
  });

  it.each([
    ['an operation that is none', { 'x-amz-target': target('NoSuchThing') }],
    ['a name every object has', { 'x-amz-target': target('constructor') }],
    ["another service's target", { 'x-amz-target': 'DynamoDB_20120810.GetItem' }],
    ['an empty target', { 'x-amz-target': '' }],
    ['a type that needs no preflight', { 'content-type': 'text/plain' }],
  ])('does not know %s', async (_name, headers) => {
    expect(await post('{}', headers)).toMatchObject({ status: 400, json: { __type: 'UnknownOperationException' } });
  });

  it('refuses a request without a target', async () => {
    const response = await fetch(pool.cognito.url, { method: 'POST', headers: { 'content-type': type }, body: '{}' });
    expect([response.status, await response.json()]).toEqual([400, { __type: 'UnknownOperationException' }]);
  });

  it.each(['CreateGroup', 'AdminInitiateAuth', 'CreateUserPool', 'StartWebAuthnRegistration'])(
    'answers that %s is not built',
    async (name) => {
      const { status, json } = await post('{}', { 'x-amz-target': target(name) });
      expect([status, json]).toEqual([
        501,
        { __type: 'NotImplementedException', message: `${name} is not implemented by the local user pool.` },
      ]);
    },
  );

  it.each(['{', '[]', 'null', '"text"', '{"AccessToken":1}', '{"AccessToken":{"a":"b"}}'])(
    'refuses the body %s',
    async (body) => {
      expect(await post(body)).toMatchObject({ status: 400, json: { __type: 'SerializationException' } });
    },
  );

  it.each(['{}', '', '{"AccessToken":null}'])('names the member that is missing from %j', async (body) => {
    expect((await post(body)).json).toEqual({
      __type: 'InvalidParameterException',
      message:
        "1 validation error detected: Value null at 'accessToken' failed to satisfy constraint: Member must not be null",
    });
  });

  it('reads null as a member that is not there, at any depth and in every operation', async () => {
    const password = 'Correct-horse-9';
    await pool.enrol('nulls', password);
    const { srp, parameters } = await pool.challenge('nulls', undefined, { ClientMetadata: null, Session: null });
    const answers = { ...srp.answer(parameters, password, claimTime(pool.now)), DEVICE_KEY: null };
    const { json } = await pool.respond('PASSWORD_VERIFIER', answers, { UserContextData: null });
    const { AccessToken, RefreshToken } = json.AuthenticationResult!;
    const preferences = { SMSMfaSettings: null, SoftwareTokenMfaSettings: { Enabled: null, PreferredMfa: false } };
    expect((await pool.call('SetUserMFAPreference', { AccessToken, ...preferences })).json).toEqual({});
    const refreshed = await pool.call('GetTokensFromRefreshToken', {
      RefreshToken,
      DeviceKey: null,
      ClientSecret: null,
    });
    expect(refreshed.json.AuthenticationResult).toMatchObject({ TokenType: 'Bearer' });
    pool.pass(1);
  });

  it('refuses a token with strange characters', async () => {
    expect((await post('{"AccessToken":"a b"}')).json).toMatchObject({ __type: 'InvalidParameterException' });
  });

  it('refuses a huge body and still answers', async () => {
    const { status, json } = await post(JSON.stringify({ AccessToken: 'a'.repeat(2 ** 20) }));
    expect([status, json]).toMatchObject([413, { __type: 'RequestEntityTooLargeException' }]);
    expect((await post('{}')).status).toBe(400);
  });

  it('closes the connection on a body without end', async () => {
    const outcome = await new Promise<string>((resolve) => {
      const endless = request(pool.cognito.url, { method: 'POST', headers: { 'content-type': type } });
      const chunk = Buffer.alloc(2 ** 20);
      const write = () => endless.write(chunk, (error) => (error ? undefined : write()));
      endless.on('error', () => resolve('closed'));
      endless.on('response', () => resolve('answered'));
      write();
    });
    expect(outcome).toBe('closed');
    expect((await post('{}')).status).toBe(400);
  });

  it('throttles the 26th call of a category in a second', async () => {
    const headers = { 'x-amz-target': target('VerifySoftwareToken') };
    for (let time = 0; time < 25; time += 1)
      expect(JSON.stringify((await post('{}', headers)).json)).not.toContain('TooMany');
    expect((await post('{}', headers)).json).toEqual({ __type: 'TooManyRequestsException', message: 'Rate exceeded' });
    pool.pass(1);
    expect(JSON.stringify((await post('{}', headers)).json)).not.toContain('TooMany');
  });

  it("answers a browser's preflight", async () => {
    const headers = { 'access-control-request-headers': 'content-type,x-amz-target', origin: 'http://localhost:4200' };
    const response = await fetch(pool.cognito.url, { method: 'OPTIONS', headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type,x-amz-target');
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
  });
});

describe('the documents for verifiers', () => {
  it('hold the public key and nothing of the private key', async () => {
    const response = await fetch(pool.cognito.jwksUrl);
    const { keys } = (await response.json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', kid: expect.any(String) });
    expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('name the issuer of AWS, which tokens carry', async () => {
    const url = pool.cognito.jwksUrl.replace('jwks.json', 'openid-configuration');
    expect(await (await fetch(url)).json()).toMatchObject({
      issuer: `https://cognito-idp.eu-central-1.amazonaws.com/${pool.cognito.userPoolId}`,
      jwks_uri: pool.cognito.jwksUrl,
    });
  });

  it.each(['/', '/eu-central-1_Another00/.well-known/jwks.json', '/../pool.sqlite'])(
    'are not served at %s',
    async (path) => {
      expect((await fetch(pool.cognito.url + path)).status).toBe(404);
    },
  );
});
