import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';
import type { AwsCredentialIdentity } from '@smithy/types';

import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { perCaller } from './per-caller.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const roleArn = 'arn:aws:iam::123456789012:role/callers';

function environment(scoped: Readonly<Record<string, string>> = {}): void {
  Object.assign(process.env, lambdaEnvironment, { CALLER_ROLE_ARN: '', AWS_ENDPOINT_URL_STS: '', ...scoped });
}
afterEach(() => environment());

const make = (credentials: AwsCredentialIdentity) => ({ credentials });

describe('perCaller', () => {
  it('returns the same for all callers, with the key of the function, when there is no role to assume', async () => {
    environment({ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' });
    const of = perCaller('put', make);
    expect(await of(caller)).toBe(await of({ id: 'another' }));
    expect((await of(caller)).credentials.sessionToken).toBe(lambdaEnvironment.AWS_SESSION_TOKEN);
  });

  it('is unavailable when there is a role but STS cannot be reached', async () => {
    environment({ CALLER_ROLE_ARN: roleArn, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' });
    await expect(perCaller('put', make)(caller)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Nothing can be signed at the moment: try again.',
    });
  });

  it('is unavailable when STS leaves out half of the credentials', async () => {
    const server = createServer((_, response) => response.end(stsAnswer('<AccessKeyId>ASIA</AccessKeyId>'))).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => server.once('listening', resolve));
    environment({ CALLER_ROLE_ARN: roleArn, AWS_ENDPOINT_URL_STS: addressOf(server) });
    await expect(perCaller('put', make)(caller)).rejects.toMatchObject({
      code: 'unavailable',
      cause: { message: 'STS answered without credentials.' },
    });
    server.close();
  });

  it('opens one session per caller, for the caller’s own files and for an hour', async () => {
    const forms: Record<string, string>[] = [];
    const server = createServer((request, response) => {
      void textOf(request).then((text) => {
        forms.push(Object.fromEntries(new URLSearchParams(text)));
        response.end(answerOf(`ASIA${forms.length}`));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    environment({ CALLER_ROLE_ARN: roleArn, AWS_ENDPOINT_URL_STS: addressOf(server) });
    const of = perCaller('put-part', make);
    const made = [await of(caller), await of(caller), await of({ id: 'another' })];
    expect(made.map(({ credentials }) => credentials.accessKeyId)).toEqual(['ASIA1', 'ASIA1', 'ASIA2']);
    expect(forms).toMatchObject([
      { Action: 'AssumeRole', RoleArn: roleArn, RoleSessionName: caller.id, DurationSeconds: '3600' },
      { RoleSessionName: 'another' },
    ]);
    expect(forms[0]?.['Policy']).toContain(`"arn:aws:s3:::${lambdaEnvironment.FILES_BUCKET}/users/${caller.id}/*"`);
    server.close();
  });
});

const addressOf = (server: ReturnType<typeof createServer>) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8') as AsyncIterable<string>) text += part;
  return text;
}

const stsAnswer = (credentials: string) =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const answerOf = (accessKeyId: string) =>
  stsAnswer(
    `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>` +
      `<Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>`,
  );
