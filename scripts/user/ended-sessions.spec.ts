/** Tests of the commands that end sessions: what they end, and what they say of the tokens that they cannot end. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';
import { authenticatorApp } from '@airlock/stand-ins/cognito/testing/authenticator-app.ts';
import { accountKey, PoolFixture, type Changes } from '@airlock/stand-ins/cognito/testing/pool-fixture.ts';

import { manageUsers } from './manage-users.ts';

const own = 'My own password 1';
let pool: PoolFixture;
afterEach(() => pool.stop());
const { codeOf, associate } = authenticatorApp(() => pool);

async function start(changes: Changes = {}): Promise<void> {
  pool = await PoolFixture.start(changes);
  await pool.enrol('demo', own);
}

/** Runs one command; `typed` is what the person answers to its question. */
async function run(args: readonly string[], typed = '') {
  const seen: string[] = [];
  const stackFile = join(pool.directory, 'stack.json');
  const { url: cognitoUrl, userPoolId, userPoolClientId } = pool.cognito;
  const { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey } = accountKey;
  const ids = { userPoolId, userPoolClientId, adminAccessKeyId, adminSecretAccessKey };
  writeFileSync(stackFile, JSON.stringify({ cognitoUrl, region: 'eu-central-1', ...ids }));
  const code = await manageUsers(args, {
    stackFile,
    ask: (question) => {
      seen.push(question);
      return Promise.resolve(typed);
    },
    print: (text) => seen.push(text),
    printError: (text) => seen.push(text),
  });
  return { code, said: seen.join('\n') };
}

/** Whether the session can be renewed. */
async function lives(RefreshToken: string): Promise<boolean> {
  return (await pool.call('GetTokensFromRefreshToken', { RefreshToken })).status === 200;
}

describe.each(['disable', 'remove'])('npm run user -- %s', (command) => {
  it('ends every session, and says for how long tokens and URLs still work', async () => {
    await start({ clients: [{ AccessTokenValidity: 10 }] });
    const { RefreshToken } = await pool.tokens('demo', own);
    const { RefreshToken: other } = await pool.tokens('demo', own);
    const { code, said } = await run([command, 'demo']);
    expect(code).toBe(0);
    expect(said).toContain(
      'every session is ended. A token from before still opens the files for 10 minutes at most, and a signed URL for 15 minutes more.',
    );
    expect([await lives(RefreshToken), await lives(other)]).toEqual([false, false]);
    expect((await pool.signIn('demo', own)).json.AuthenticationResult).toBeUndefined();
  });

  it('reads the life of a token from the pool', async () => {
    const TokenValidityUnits = { AccessToken: 'hours', IdToken: 'minutes', RefreshToken: 'days' };
    await start({ clients: [{ AccessTokenValidity: 1, TokenValidityUnits }] });
    expect((await run([command, 'demo'])).said).toContain('opens the files for 60 minutes at most');
  });
});

describe('npm run user -- reset-second-factor', () => {
  /** Signs in and sets up an app. Returns the refresh token of that session. */
  async function withApp(MfaConfiguration: 'ON' | 'OPTIONAL'): Promise<string> {
    await start({ userPool: { MfaConfiguration } });
    const { Session, AuthenticationResult } = (await pool.signIn('demo', own)).json;
    const { AccessToken } = AuthenticationResult ?? {};
    const { secret, json } = await associate(AccessToken === undefined ? { Session } : { AccessToken });
    const UserCode = codeOf(secret);
    if (AccessToken === undefined) {
      const verified = (await pool.call('VerifySoftwareToken', { Session: json.Session, UserCode })).json;
      const end = await pool.respond('MFA_SETUP', { USERNAME: 'demo' }, { Session: verified.Session });
      return end.json.AuthenticationResult?.RefreshToken ?? '';
    }
    await pool.call('VerifySoftwareToken', { AccessToken, UserCode });
    await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } });
    return AuthenticationResult?.RefreshToken ?? '';
  }
  const nextStep = async () => (await pool.signIn('demo', own)).json.ChallengeName ?? 'tokens';

  it.each([
    ['ON', 'MFA_SETUP', 'then for the set-up of a new app'],
    ['OPTIONAL', 'tokens', 'under "Two-step sign-in" in the account menu'],
  ] as const)(
    'with Mfa=%s lets the next sign-in go on without the lost app, and ends every session',
    async (...row) => {
      const [mfa, next, sentence] = row;
      const session = await withApp(mfa);
      expect(await nextStep()).toBe('SOFTWARE_TOKEN_MFA');
      const { code, said } = await run(['reset-second-factor', 'demo'], 'demo');
      expect(code).toBe(0);
      expect(said).toMatch(/^Make sure who asks: from now on the password alone opens the account of demo/);
      expect(said).toContain('The app of demo is removed, and every session is ended. A token from before');
      expect(said).toContain(sentence);
      expect([await nextStep(), await lives(session)]).toEqual([next, false]);
    },
  );

  it('changes nothing until the name is repeated', async () => {
    const session = await withApp('OPTIONAL');
    const { code, said } = await run(['reset-second-factor', 'demo'], 'yes');
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('Nothing was changed: "demo" was not') });
    expect([await nextStep(), await lives(session)]).toEqual(['SOFTWARE_TOKEN_MFA', true]);
  });

  it('does not ask where the command line repeats the name', async () => {
    await withApp('ON');
    expect(await run(['reset-second-factor', 'demo', '--yes', 'other'])).toMatchObject({ code: 1 });
    const { code, said } = await run(['reset-second-factor', 'demo', '--yes', 'demo']);
    expect({ code, asked: said.includes('Make sure') }).toEqual({ code: 0, asked: false });
  });

  it('says that there is no app, or no second factor at all', async () => {
    await start();
    expect((await run(['reset-second-factor', 'demo'], 'demo')).said).toContain(
      'demo has no app that could be removed. Every session is ended.',
    );
    await pool.stop();
    await start({ userPool: { MfaConfiguration: 'OFF' } });
    expect(await run(['reset-second-factor', 'demo'])).toEqual({
      code: 1,
      said: 'Nobody has a second factor here: Mfa is OFF.',
    });
  });
});
