/** The SDK's client and the product's own call both work with the local STS. */
import type { AuthorizationRequest } from '@airlock/stand-ins/iam/authorize.ts';
import type { AccessKey } from '@airlock/stand-ins/sigv4/access-key.ts';
import { Sessions, startSts, type Sts } from '@airlock/stand-ins/sts';
import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/nested-clients/sts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { assumeRole, stsClient } from '../../../backend/src/s3/assume-role.ts';

const accountId = '123456789012';
const region = 'eu-central-1';
const roleArn = `arn:aws:iam::${accountId}:role/caller`;
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/users/a/*' }],
});
const key = (accessKeyId: string, principalArn: string, more: Partial<AccessKey> = {}): AccessKey => ({
  accessKeyId,
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  principalArn,
  ...more,
});
const lambda = key('ASIALAMBDA0000000000', `arn:aws:sts::${accountId}:assumed-role/function/local`, {
  sessionToken: 'IQoJb3JpZ2lu//token+==',
});
const root = key('AKIAROOT000000000000', `arn:aws:iam::${accountId}:root`);
const ended = key('ASIAENDED00000000000', lambda.principalArn, { sessionToken: 't', expiresAt: new Date(0) });

let sts: Sts;
const sessions = new Sessions(() => new Date());
const asked: AuthorizationRequest[] = [];
let isAllowed = true;

beforeAll(async () => {
  sts = await startSts({
    ...{ port: 0, region, accountId, partition: 'aws', sessions },
    maxSessionSeconds: new Map([
      [roleArn, 3600],
      [`${roleArn}-long`, 43_200],
    ]),
    authorize: (question) => {
      asked.push(question);
      return Promise.resolve(isAllowed);
    },
    findAccessKey: (id) => [lambda, root, ended].find(({ accessKeyId }) => accessKeyId === id) ?? sessions.find(id),
  });
});
afterAll(() => sts.close());

type Credentials = Pick<AccessKey, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

async function send(changes: Partial<AssumeRoleCommandInput> = {}, { sessionToken, ...by }: Credentials = lambda) {
  const credentials = { ...by, ...(sessionToken !== undefined && { sessionToken }) };
  const client = new STSClient({ endpoint: sts.url, region, credentials, maxAttempts: 1 });
  const input = { RoleArn: roleArn, RoleSessionName: 'a-caller', Policy: policy, ...changes };
  try {
    return await client.send(new AssumeRoleCommand(input));
  } finally {
    client.destroy();
  }
}

const refusal = (name: string, message: string, httpStatusCode = 400) => ({
  name,
  message: expect.stringContaining(message) as unknown,
  $metadata: { httpStatusCode },
});

const statusOf: Readonly<Record<string, number>> = { AccessDenied: 403, NotImplemented: 501 };

describe('AssumeRole', () => {
  it('opens a session that its policy binds, for an hour unless asked otherwise', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { Credentials: opened, AssumedRoleUser } = await send();
    const arn = `arn:aws:sts::${accountId}:assumed-role/caller/a-caller`;
    expect(AssumedRoleUser?.Arn).toBe(arn);
    expect(sessions.find(opened?.AccessKeyId ?? '')).toEqual({
      accessKeyId: opened?.AccessKeyId,
      secretAccessKey: opened?.SecretAccessKey,
      sessionToken: opened?.SessionToken,
      expiresAt: opened?.Expiration,
      principalArn: arn,
      sessionPolicy: JSON.parse(policy) as unknown,
    });
    expect(Math.floor((opened?.Expiration?.getTime() ?? 0) / 1000) - before).toBeGreaterThanOrEqual(3600);
    const { Credentials: short } = await send({ DurationSeconds: 900 });
    expect((short?.Expiration?.getTime() ?? 0) / 1000 - before).toBeLessThan(1000);
  });

  it('asks whether the signer may assume this role', async () => {
    asked.length = 0;
    await send();
    expect(asked).toMatchObject([{ principal: lambda, action: 'sts:AssumeRole', resource: roleArn }]);
  });

  it('answers the product’s own call', async () => {
    const credentials = { ...lambda, sessionToken: lambda.sessionToken ?? '' };
    const client = stsClient({ endpoint: sts.url, region, credentials });
    const role = { roleArn, sessionName: 'it', policy, durationSeconds: 3600 };
    const opened = await assumeRole(client, role);
    expect(sessions.find(opened.accessKeyId)).toMatchObject({ sessionToken: opened.sessionToken });
    expect(opened.expiration).toEqual(sessions.find(opened.accessKeyId)?.expiresAt);
    await expect(assumeRole(client, { ...role, durationSeconds: 3601 })).rejects.toMatchObject(
      refusal('ValidationError', 'The', 400),
    );
  });

  it.each<[string, Partial<AssumeRoleCommandInput>, string, string]>([
    ['a life below 15 minutes', { DurationSeconds: 899 }, 'ValidationError', 'greater than or equal to 900'],
    ['a life above 12 hours', { DurationSeconds: 43_201 }, 'ValidationError', 'less than or equal to 43200'],
    ['more than the role allows', { DurationSeconds: 3601 }, 'ValidationError', 'MaxSessionDuration set for this role'],
    [
      'more than an hour for a role that assumes a role',
      { RoleArn: `${roleArn}-long`, DurationSeconds: 3601 },
      'ValidationError',
      '1 hour session limit for roles assumed by role chaining',
    ],
    ['a policy that is no JSON', { Policy: '{' }, 'MalformedPolicyDocumentException', 'invalid Json'],
    [
      'a policy that names a principal',
      { Policy: policy.replace('"Action"', '"Principal":"*","Action"') },
      'MalformedPolicyDocumentException',
      'Principal',
    ],
    [
      'a policy that cannot be evaluated',
      { Policy: policy.replace('users/a', '${aws:userid}') },
      'NotImplemented',
      'policy variables are not implemented',
    ],
    ['a policy of more than 2,048 characters', { Policy: policy.padEnd(2049) }, 'ValidationError', '2048'],
    ['a session without a name', { RoleSessionName: undefined }, 'ValidationError', 'not be null'],
    ['a session whose name has a slash', { RoleSessionName: 'a/b' }, 'ValidationError', 'regular expression'],
    ['another role', { RoleArn: `${roleArn}-none` }, 'AccessDenied', 'is not authorized to perform: sts:AssumeRole'],
    ['what is not built', { ExternalId: 'x1' }, 'NotImplemented', 'ExternalId'],
  ])('refuses %s', async (_, changes, name, message) => {
    await expect(send(changes)).rejects.toMatchObject(refusal(name, message, statusOf[name]));
  });

  it('refuses a signer whom the policies do not allow to assume the role', async () => {
    isAllowed = false;
    await expect(send()).rejects.toMatchObject(refusal('AccessDenied', `User: ${lambda.principalArn}`, 403));
    isAllowed = true;
  });

  it.each<[string, Credentials, string, string]>([
    ['an unknown key', { ...lambda, accessKeyId: 'ASIANOBODY0000000000' }, 'InvalidClientTokenId', 'is invalid'],
    ['a temporary key with another token', { ...lambda, sessionToken: 'other' }, 'InvalidClientTokenId', 'is invalid'],
    ['a session that has ended', ended, 'ExpiredToken', 'is expired'],
    ['a wrong secret', { ...lambda, secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch', 'does not match'],
    ['the account’s root user', root, 'AccessDenied', 'may not be assumed by root accounts'],
  ])('refuses %s', async (_, by, name, message) => {
    await expect(send({}, by)).rejects.toMatchObject(refusal(name, message, 403));
  });
});

describe('a request', () => {
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${sts.url}/`, { method: 'POST', headers: { ...type, ...headers }, body });
    return [answer.status, /<Code>(\w+)</.exec(await answer.text())?.[1]];
  };

  it('without a signature is refused, whatever it asks', async () => {
    expect(await post('Action=AssumeRole&Version=2011-06-15')).toEqual([403, 'MissingAuthenticationToken']);
  });

  it('with a malformed signature is refused', async () => {
    expect(await post('', { authorization: 'AWS4-HMAC-SHA256 x' })).toEqual([403, 'IncompleteSignature']);
  });
});
