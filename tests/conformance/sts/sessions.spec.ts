/** What the local S3 lets a session do: what the role, the policy of the session and the bucket's policy allow together. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bucketGuards, createAuthorize } from '@airlock/stand-ins/iam';
import { startS3, type RunningS3 } from '@airlock/stand-ins/s3';
import { Sessions, type Session } from '@airlock/stand-ins/sts';
import { readTemplate } from '@airlock/template';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { S3PutSigner } from '../../../backend/src/s3/s3-put-signer.ts';
import { codeOf, crc64nvme } from '../../../local/testing/api-calls.ts';

const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
const parameters = { ScopedCredentials: 'on' };
const template = readTemplate(join(import.meta.dirname, '../../../template.yaml'), { ...place, parameters });
const bucket = template.id('FilesBucket');
const directory = mkdtempSync(join(tmpdir(), 'airlock-sessions-'));
const bytes = Buffer.from('x');

let laterMs = 0;
const now = () => new Date(Date.now() + laterMs);
const sessions = new Sessions(now);
let s3: RunningS3;

beforeAll(async () => {
  const { properties } = template.resource('FilesBucket');
  s3 = await startS3({
    ...{ directory, port: 0, region: place.region, accountId: place.accountId, now },
    buckets: [{ name: bucket, properties: properties.object(), policy: bucketGuards(template).get(bucket)?.policy }],
    findAccessKey: (id) => sessions.find(id),
    authorize: createAuthorize(template),
  });
});
afterAll(async () => {
  await s3.close();
  rmSync(directory, { recursive: true });
});

const open = (action: string, resource: string): Session =>
  sessions.open({
    principalArn: `arn:aws:sts::${place.accountId}:assumed-role/${template.id('PresignPutCallerRole')}/a`,
    policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] },
    seconds: 900,
  });

type Credentials = Pick<Session, 'accessKeyId' | 'secretAccessKey'> & { readonly sessionToken?: string };

/** Signs an upload with the session, sends it, and returns the answer of S3. */
async function put(credentials: Credentials, key: string) {
  const filesUrl = `${s3.url}/${bucket}`;
  const options = { filesUrl, region: place.region, credentials: withoutEnd(credentials), now };
  const file = { key, sizeBytes: 1, contentType: 'a/b', crc64nvme: await crc64nvme(bytes) };
  const { url, headers } = await new S3PutSigner(options).signPut({ ...file, condition: { kind: 'create' } });
  const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  return [answer.status, await codeOf(answer)];
}

/** Removes the end of the session, by which the signer would limit the life of the URL: here S3 must refuse it. */
const withoutEnd = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials) => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken !== undefined && { sessionToken }),
});

describe('a session', () => {
  it('may do what its policy allows of what the role may', async () => {
    const session = open('s3:PutObject', `arn:aws:s3:::${bucket}/users/a/*`);
    expect(await put(session, 'users/a/own.txt')).toEqual([200, undefined]);
    expect(await put(session, 'users/b/other.txt')).toEqual([403, 'AccessDenied']);
    expect(await put(session, 'users/a')).toEqual([403, 'AccessDenied']);
  });

  it('may do no more than the role, whatever its policy allows', async () => {
    const session = open('*', '*');
    expect(await put(session, 'users/b/wide.txt')).toEqual([200, undefined]);
    expect(await put(session, 'elsewhere/wide.txt')).toEqual([403, 'AccessDenied']);
  });

  it('may do nothing that its policy does not mention', async () => {
    expect(await put(open('s3:GetObject', '*'), 'users/a/not.txt')).toEqual([403, 'AccessDenied']);
  });

  it('is known by its token only', async () => {
    const session = open('*', '*');
    const { accessKeyId, secretAccessKey } = session;
    expect(await put({ ...session, sessionToken: 'other' }, 'users/a/t.txt')).toEqual([400, 'InvalidToken']);
    const unknown = [403, 'InvalidAccessKeyId'];
    expect(await put({ accessKeyId, secretAccessKey }, 'users/a/t.txt')).toEqual(unknown);
    expect(await put({ ...session, accessKeyId: 'ASIANOBODY0000000000' }, 'users/a/t.txt')).toEqual(unknown);
  });

  it('ends together with the URLs that it has signed', async () => {
    const session = open('*', '*');
    laterMs = 840_000; // A busy machine may take seconds for the request.
    expect(await put(session, 'users/a/last.txt')).toEqual([200, undefined]);
    laterMs = 901_000;
    expect(await put(session, 'users/a/late.txt')).toEqual([400, 'ExpiredToken']);
  });
});
