import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accountKey, PoolFixture } from '@airlock/stand-ins/cognito/testing/pool-fixture.ts';
import { listen } from '@airlock/stand-ins/listen.ts';

import { manageUsers } from './manage-users.ts';

let pool: PoolFixture;
let stackFile: string;
beforeEach(async () => {
  pool = await PoolFixture.start();
  stackFile = join(pool.directory, 'stack.json');
  const { url: cognitoUrl, userPoolId, userPoolClientId } = pool.cognito;
  const { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey } = accountKey;
  const ids = { userPoolId, userPoolClientId };
  const stack = { cognitoUrl, region: 'eu-central-1', ...ids, adminAccessKeyId, adminSecretAccessKey };
  writeFileSync(stackFile, JSON.stringify(stack));
});
afterEach(() => pool.stop());

async function run(...args: string[]) {
  const seen = { printed: '', complained: '' };
  const code = await manageUsers(args, {
    stackFile,
    ask: () => Promise.resolve(''),
    print: (text) => (seen.printed += seen.printed === '' ? text : `\n${text}`),
    printError: (text) => (seen.complained += seen.complained === '' ? text : `\n${text}`),
  });
  return { code, ...seen };
}

describe('npm run user', () => {
  it('adds a user who can sign in with what it prints', async () => {
    const { code, printed } = await run('add', 'demo');
    const [, password = ''] = /^User name: demo\nTemporary password: (\S+)$/.exec(printed) ?? [];
    expect(code).toBe(0);
    expect((await pool.signIn('demo', password)).json.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('takes a password and an address', async () => {
    expect(await run('add', 'demo', '--password', 'Temporary-12', '--email', 'demo@example.com')).toMatchObject({
      printed: 'User name: demo, or demo@example.com\nTemporary password: Temporary-12',
    });
    expect((await pool.signIn('demo@example.com', 'Temporary-12')).json.ChallengeParameters).toMatchObject({
      userAttributes: JSON.stringify({ email: 'demo@example.com', email_verified: 'true' }),
    });
  });

  it('lists, disables, enables, resets and removes', async () => {
    expect((await run('list')).printed).toBe('There are no users yet.');
    await pool.enrol('demo', 'My own password 1');
    expect((await run('list')).printed).toBe('demo  CONFIRMED');
    await run('disable', 'demo');
    expect((await run('list')).printed).toBe('demo  disabled');
    await run('enable', 'demo');
    await run('reset', 'demo', '--password', 'Temporary-34');
    expect((await pool.signIn('demo', 'Temporary-34')).json.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    const { printed } = await run('remove', 'demo');
    expect(printed).toMatch(
      /^demo is removed, .+\. The files stay: "erase --sub [0-9a-f-]{36}" deletes them for ever\.$/,
    );
    expect((await run('list')).printed).toBe('There are no users yet.');
  });

  it('takes an address for the user who has it, and lists it', async () => {
    await run('add', 'ann', '--email', 'ann@example.com');
    await pool.enrol('demo', 'My own password 1');
    await run('disable', 'ANN@example.com');
    expect((await run('list')).printed).toBe('ann  disabled  ann@example.com\ndemo  CONFIRMED');
    await run('remove', 'ann@example.com');
    expect((await run('list')).printed).toBe('demo  CONFIRMED');
  });

  it('says of a listed address that it is not verified', async () => {
    await pool.enrol('demo', 'My own password 1');
    const { AccessToken } = await pool.tokens('demo', 'My own password 1');
    const UserAttributes = [{ Name: 'email', Value: 'demo@example.com' }];
    await pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });
    expect((await run('list')).printed).toBe('demo  CONFIRMED  demo@example.com (not verified)');
  });

  it('gives an address to one user only', async () => {
    await run('add', 'ann', '--email', 'ann@example.com');
    const { code, complained } = await run('add', 'bob', '--email', 'Ann@example.com');
    expect([code, complained]).toEqual([1, 'Another user has the address of bob already: choose another address.']);
  });

  it.each([
    [
      ['add', 'ann@example.com'],
      'ann@example.com cannot be a user name: choose a name without @, and give the address',
    ],
    [['add', 'Demo'], 'There is a user Demo already'],
    [['add', 'weak', '--password', 'weak'], 'rule of the user pool (Password not long enough): leave --password out'],
    [['add', 'x', '--password', ' Temporary-12 '], 'The temporary password begins or ends with a space'],
    [['add', 'x', '--email', 'nowhere'], 'The e-mail address of x is not valid: write it as name@example.com.'],
    [['add', 'two words'], 'two words cannot be a user name: it has 1 to 128 letters, digits and signs, and no space.'],
    [['add', 'x'.repeat(129)], 'cannot be a user name'],
    [['reset', 'nobody'], 'There is no user nobody: "list" shows who there is.'],
    [['disable', 'nobody'], 'There is no user nobody: "list" shows who there is.'],
    [['reset-second-factor', 'nobody'], 'There is no user nobody: "list" shows who there is.'],
    [['remove', 'nobody'], 'There is no user nobody: "list" shows who there is.'],
  ])('%j fails with a sentence', async (args, sentence) => {
    await pool.enrol('demo', 'My own password 1');
    const { code, complained } = await run(...args);
    expect(code).toBe(1);
    expect(complained).toContain(sentence);
    expect(complained).not.toMatch(/Exception|validation error|Member must/);
  });

  it('adds many users, says of each what became of it, and fails when one could not be added', async () => {
    await pool.enrol('demo', 'My own password 1');
    const { code, printed, complained } = await run('add', 'ann', 'Demo', 'two words', 'bob');
    expect(code).toBe(1);
    expect(printed).toMatch(
      /^ann {2}temporary password: \S+\nbob {2}temporary password: (\S+)\n2 of 4 users created\.$/,
    );
    expect(complained).toMatch(/^Demo {2}not created: There is a user .+\ntwo words {2}not created: two words cannot /);
    const password = /bob {2}temporary password: (\S+)/.exec(printed)?.[1] ?? '';
    expect((await pool.signIn('bob', password)).json.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('adds the people of a file, with their addresses', async () => {
    const file = join(pool.directory, 'people.csv');
    writeFileSync(file, 'username,email\nann,ann@example.com\nbob,\n');
    const { code, printed } = await run('add', '--csv', file);
    expect([code, printed]).toEqual([0, expect.stringMatching(/^ann .+\nbob .+\n2 of 2 users created\.$/)]);
    const password = /ann {2}temporary password: (\S+)/.exec(printed)?.[1] ?? '';
    expect((await pool.signIn('ann', password)).json.ChallengeParameters).toMatchObject({
      userAttributes: JSON.stringify({ email: 'ann@example.com', email_verified: 'true' }),
    });
  });

  it('adds nobody of a file with a mistake', async () => {
    const file = join(pool.directory, 'people.csv');
    writeFileSync(file, 'username,email\nann,\n,bob@example.com\n');
    const sentence = `Line 3 of ${file} has no user name.`;
    expect(await run('add', '--csv', file)).toEqual({ code: 1, printed: '', complained: sentence });
    expect((await run('list')).printed).toBe('There are no users yet.');
  });

  it('adds a name in the form in which keyboards type it, and removes it as it is', async () => {
    await run('add', 'jose\u0301');
    expect((await run('list')).printed).toContain('jos\u00e9  ');
    expect((await run('remove', 'jos\u00e9')).code).toBe(0);
  });

  it.each([
    ...[[], ['add'], ['add', ''], ['list', 'demo'], ['remove', 'a', 'b'], ['add', 'demo', '--what'], ['fly', 'demo']],
    ...[
      ['add', 'demo', '--csv', 'people.csv'],
      ['list', '--csv', 'people.csv'],
      ['add', 'a', 'b', '--email', 'a@example.com'],
      ['add', 'a', 'b', '--password', 'Temporary-12'],
      ['add', 'demo', '--region', 'x'],
      ['remove', 'demo', '--password', 'x'],
      ['remove', 'demo', '--yes', 'demo'],
      ['reset-second-factor'],
      ['reset-second-factor', 'demo', '--sub', 'x'],
      ['erase', '--yes', 'demo'],
      ['erase', 'demo', '--sub', 'x'],
      ['erase', 'ann', 'bob'],
      ['reset', 'demo', '--email', 'x'],
    ],
  ])('%j %j shows the usage', async (...args) => {
    const { code, complained } = await run(...args);
    expect(code).toBe(2);
    expect(complained).toMatch(/^Usage: npm run user/);
  });

  it.each(['--help', '-h'])('prints the usage when it is asked with %s', async (option) => {
    const { code, printed, complained } = await run('add', option);
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(printed).toMatch(/^Usage: npm run user/);
  });

  it('says how to start a stack that is not running, with or without its file', async () => {
    const stackText = readFileSync(stackFile);
    const sentence = 'The local stack does not run: start it with "npm start" and try again.';
    await pool.stop();
    writeFileSync((stackFile = `${pool.directory}.json`), stackText);
    expect(await run('list')).toEqual({ code: 1, printed: '', complained: sentence });
    rmSync(stackFile);
    expect((await run('list')).complained).toBe(sentence);
    expect((await run('erase', 'demo')).complained).toBe(sentence);
    pool = await PoolFixture.start();
  });
});

describe('npm run user --stack', () => {
  const environment = { ...process.env };
  let cloudFormation: Server;
  /** What CloudFormation answers with instead of the stack. */
  let refusal: string | undefined;
  beforeEach(async () => {
    cloudFormation = createServer((request, response) => {
      request.resume().on('end', () => {
        response.statusCode = refusal === undefined ? 200 : 400;
        response.end(refusal ?? stackAnswer(pool.cognito));
      });
    });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_CLOUDFORMATION: `http://127.0.0.1:${await listen(cloudFormation, 0)}`,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: pool.cognito.url,
      AWS_ACCESS_KEY_ID: accountKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: accountKey.secretAccessKey,
    });
  });
  afterEach(() => {
    refusal = undefined;
    cloudFormation.closeAllConnections();
    cloudFormation.close();
    process.env = { ...environment };
  });

  it("uses the pool of the stack's outputs and the caller's own AWS credentials", async () => {
    const { code, printed } = await run('add', 'demo', '--stack', 'airlock', '--region', 'eu-central-1');
    expect([code, printed]).toEqual([0, expect.stringContaining('User name: demo')]);
    expect((await run('list', '--stack', 'airlock', '--region', 'eu-central-1')).printed).toContain('demo');
  });

  it.each([
    ['ValidationError', 'There is no stack airlock in this region: check --stack, or name its region with --region.'],
    ['AccessDenied', 'Your credentials may not do that (Because.): ask the administrator of the account'],
    ['ExpiredToken', 'There are no valid AWS credentials (Because.): run "aws configure" or "aws sso login"'],
  ])('says once what %s means, however many users there are', async (code, sentence) => {
    refusal = `<ErrorResponse><Error><Code>${code}</Code><Message>Because.</Message></Error></ErrorResponse>`;
    const { complained } = await run('add', 'ann', 'bob', '--stack', 'airlock', '--region', 'eu-central-1');
    expect(complained).toContain(sentence);
    expect(complained).not.toContain('\n');
  });
});

const stackAnswer = ({ userPoolId, userPoolClientId }: PoolFixture['cognito']) => `<DescribeStacksResponse
  xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
  <StackName>airlock</StackName><Outputs><member><OutputKey>UserPoolId</OutputKey><OutputValue>${userPoolId}</OutputValue>
  </member><member><OutputKey>UserPoolClientId</OutputKey><OutputValue>${userPoolClientId}</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
