import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { startCognito } from './index.ts';
import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-cognito-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const file = (name: string) => join(directory, name);
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('a restart', () => {
  it('keeps ids, key, users and sessions', async () => {
    const before = await PoolFixture.start({ directory });
    await before.enrol('demo', own);
    const { AccessToken, RefreshToken } = await before.tokens('demo', own);
    await before.cognito.close();
    const after = await PoolFixture.start({ directory });
    const { userPoolId, userPoolClientId } = before.cognito;
    expect(after.cognito).toMatchObject({ userPoolId, userPoolClientId });
    expect((await after.call('GetUser', { AccessToken })).json).toMatchObject({ Username: 'demo' });
    expect((await after.call('GetTokensFromRefreshToken', { RefreshToken })).status).toBe(200);
    expect((await after.signIn('demo', own)).status).toBe(200);
    await after.cognito.close();
  });

  it('loses nothing that was answered before kill -9', async () => {
    const script = join(import.meta.dirname, 'testing/pool-process.ts');
    const child = spawn(process.execPath, ['--no-warnings', script, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [made] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(made.toString()).toBe('made\n');
    const after = await PoolFixture.start({ directory });
    expect((await after.signIn('demo', own)).status).toBe(200);
    await after.cognito.close();
  });
});

describe('the directory', () => {
  it('can be opened by its owner only and holds no password', async () => {
    const pool = await PoolFixture.start({ directory: file('pool') });
    await pool.enrol('demo', own);
    const { AccessToken, RefreshToken } = await pool.tokens('demo', own);
    expect(mode(file('pool'))).toBe('700');
    for (const name of readdirSync(file('pool'))) {
      const path = join(file('pool'), name);
      expect([name, mode(path)]).toEqual([name, '600']);
      const bytes = readFileSync(path).toString('latin1');
      for (const secret of [own, RefreshToken, AccessToken]) expect(bytes).not.toContain(secret);
    }
    await pool.cognito.close();
  });

  it.each([
    ['a database of noise', () => writeFileSync(file('pool.sqlite'), 'x'.repeat(10_000))],
    ['a cut database', () => truncateSync(file('pool.sqlite'), 9000)],
    ['a key of noise', () => writeFileSync(file('signing-key.pem'), 'x')],
    ['an empty key', () => writeFileSync(file('signing-key.pem'), '')],
  ])('with %s says in one sentence what to do', async (_name, damage) => {
    const pool = await PoolFixture.start({ directory });
    await pool.enrol('demo', own);
    await pool.cognito.close();
    damage();
    await expect(PoolFixture.start({ directory })).rejects.toThrow(
      /^The user pool in \S+ is damaged \(.+\): delete that folder to begin with an empty one; its users are lost\.$/,
    );
  });

  it('of another region is refused', async () => {
    await (await PoolFixture.start({ directory })).cognito.close();
    await expect(PoolFixture.start({ directory, region: 'us-east-1' })).rejects.toThrow('belongs to another region');
  });

  it('gives each installation its own ids and key', async () => {
    const startIn = (name: string) => PoolFixture.start({ directory: file(name) });
    const [one, other] = [await startIn('one'), await startIn('other')];
    expect(one.cognito.userPoolId).not.toBe(other.cognito.userPoolId);
    expect(one.cognito.userPoolClientId).not.toBe(other.cognito.userPoolClientId);
    const key = async ({ cognito }: PoolFixture) => (await fetch(cognito.jwksUrl)).text();
    expect(await key(one)).not.toBe(await key(other));
    await Promise.all([one.stop(), other.stop()]);
  });
});

describe('a template that needs what is not built', () => {
  const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:messages';
  const start = (userPool: object, client: object = {}) =>
    startCognito({
      ...{ directory, port: 0, region: 'eu-central-1', accountId: '123456789012', findAccessKey: () => undefined },
      ...{ userPool, clients: [client] },
    });

  it.each([
    ['LambdaConfig', { LambdaConfig: { PreSignUp: 'arn' } }, {}],
    ['AliasAttributes', { AliasAttributes: ['phone_number'] }, {}],
    ['UsernameAttributes', { AliasAttributes: ['email'], UsernameAttributes: ['email'] }, {}],
    ['PasswordHistorySize', { Policies: { PasswordPolicy: { PasswordHistorySize: 25 } } }, {}],
    ['PasswordHistorySize', { UserPoolTier: 'LITE', Policies: { PasswordPolicy: { PasswordHistorySize: 5 } } }, {}],
    ['AdvancedSecurityMode', { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } }, {}],
    ['LambdaVersion', { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: 'V1_0' } } }, {}],
    ['PreTokenGeneration', { LambdaConfig: { PreTokenGeneration: arn } }, {}],
    ['customMessage', { LambdaConfig: { CustomMessage: arn } }, {}],
    ['MinimumLength', { Policies: { PasswordPolicy: { MinimumLength: 5 } } }, {}],
    ['GenerateSecret', {}, { GenerateSecret: true }],
    ['AllowedOAuthFlows', {}, { AllowedOAuthFlows: ['code'] }],
    ['AccessTokenValidity', {}, { AccessTokenValidity: 25 }],
    ['RefreshTokenValidity', {}, { RefreshTokenValidity: 0 }],
    ['email_verified', {}, { WriteAttributes: ['email_verified'] }],
    ['unknown', {}, { ReadAttributes: ['unknown'] }],
    ['ALLOW_REFRESH_TOKEN_AUTH', {}, { RefreshTokenRotation: { Feature: 'ENABLED' } }],
  ])('fails to start and names %s', async (name, userPool, client) => {
    await expect(start(userPool, client)).rejects.toThrow(name);
  });

  it('takes the texts that parameters resolve to', async () => {
    const { close } = await start(
      { AdminCreateUserConfig: { AllowAdminCreateUserOnly: 'true' } },
      { AccessTokenValidity: '60', TokenValidityUnits: { AccessToken: 'minutes' } },
    );
    await close();
  });
});

describe('other pools', () => {
  const start = (userPool: object, client: object = {}) =>
    PoolFixture.start({ directory, userPool, clients: [client] });

  it('show the sub as the name where addresses are the user names', async () => {
    const pool = await start({ UsernameAttributes: ['email'], AliasAttributes: [] });
    await pool.enrol('demo@example.com', own);
    const { parameters } = await pool.challenge('Demo@example.com');
    expect(parameters.USER_ID_FOR_SRP).toMatch(/^[0-9a-f-]{36}$/);
    expect((await pool.challenge('nobody@example.com')).parameters.USER_ID_FOR_SRP).toMatch(/^[0-9a-f-]{36}$/);
    const { AccessToken } = await pool.tokens('demo@example.com', own);
    const { json } = await pool.call('GetUser', { AccessToken });
    expect(json['UserAttributes']).toContainEqual({ Name: 'email', Value: 'demo@example.com' });
    await expect(pool.enrol('demo', own)).rejects.toThrow('Username should be an email.');
    await pool.cognito.close();
  });

  it('may distinguish upper and lower case in names', async () => {
    const pool = await start({ UsernameConfiguration: { CaseSensitive: true } });
    await pool.enrol('Demo', own);
    expect((await pool.signIn('demo', own)).status).toBe(400);
    expect((await pool.signIn('Demo', own)).status).toBe(200);
    await pool.cognito.close();
  });

  it('may tell which names exist, and take passwords in clear, when the client allows it', async () => {
    const ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'];
    const pool = await start({}, { PreventUserExistenceErrors: 'LEGACY', ExplicitAuthFlows });
    await pool.enrol('demo', own);
    expect((await pool.signIn('nobody', own)).json.__type).toBe('UserNotFoundException');
    const byPassword = async (PASSWORD: string) => {
      const AuthParameters = { USERNAME: 'demo', PASSWORD };
      return (await pool.call('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })).status;
    };
    expect([await byPassword(own), await byPassword('guess')]).toEqual([200, 400]);
    await pool.cognito.close();
  });

  it('ask for required attributes with the new password', async () => {
    const pool = await start({ Schema: [{ Name: 'email', Required: true }] });
    await pool.invite('demo', 'Temporary-12');
    const { Session, ChallengeParameters } = (await pool.signIn('demo', 'Temporary-12')).json;
    expect(ChallengeParameters).toMatchObject({ requiredAttributes: '["userAttributes.email"]' });
    const choose = (more: object) =>
      pool.respond('NEW_PASSWORD_REQUIRED', { USERNAME: 'demo', NEW_PASSWORD: own, ...more }, { Session });
    expect((await choose({})).json.__type).toBe('InvalidParameterException');
    expect((await choose({ 'userAttributes.email_verified': 'true' })).json.__type).toBe('InvalidParameterException');
    expect((await choose({ 'userAttributes.email': 'demo@example.com' })).status).toBe(200);
    await pool.cognito.close();
  });
});
