import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { createBucket, otherBucket } from './conformance/bucket.cases.ts';
import { Client } from './testing/client.ts';
import { rootOnly, startStandIn, type StandIn } from './testing/stand-in.ts';

let standIn: StandIn;
let bucket: Client;
/** Runs after a request was authorized, and before it is carried out. */
let meanwhile: () => Promise<unknown> = () => Promise.resolve();

beforeAll(async () => {
  standIn = await startStandIn({
    authorize: async (question) => {
      if (question.action === 's3:PutObject') await meanwhile();
      return rootOnly(question);
    },
  });
});
beforeEach(async () => {
  meanwhile = () => Promise.resolve();
  bucket = otherBucket(new Client(standIn.target));
  expect((await createBucket(bucket)).status).toBe(200);
});
afterAll(() => standIn.close());

const remove = async (): Promise<void> => {
  expect((await bucket.send({ method: 'DELETE', auth: 'header' })).status).toBe(204);
};
const blobs = (): readonly string[] => readdirSync(join(standIn.directory, 'blobs'), { recursive: true }).map(String);

/** Sends a signed PUT of `body` up to the moment when the server asks for the bytes. */
async function beginPut(key: string, body: string): Promise<ClientRequest> {
  const signed = bucket.sign({ method: 'PUT', key, body, auth: 'header' });
  const { hostname, port } = new URL(standIn.target.url);
  const headers = { ...signed.headers, expect: '100-continue' };
  const outgoing = request({ hostname, port, method: signed.method, path: signed.path, headers });
  outgoing.flushHeaders();
  await once(outgoing, 'continue');
  return outgoing;
}

describe('a bucket that is deleted during a request', () => {
  it('takes no object whose body was on its way, and keeps no bytes of it', async () => {
    const before = blobs();
    const put = await beginPut('late.txt', 'bytes');
    await remove();
    put.end('bytes');
    const [response] = (await once(put, 'response')) as [IncomingMessage];
    expect([response.statusCode, await text(response)]).toEqual([404, expect.stringContaining('NoSuchBucket')]);
    expect(blobs()).toEqual(before);
  });

  it('begins no upload, and has none when it is made again', async () => {
    meanwhile = remove;
    const started = await bucket.send({ method: 'POST', key: 'late.bin', query: { uploads: '' } });
    expect([started.status, started.code]).toEqual([404, 'NoSuchBucket']);
    expect((await createBucket(bucket)).status).toBe(200);
    const uploads = await bucket.send({ method: 'GET', query: { uploads: '' } });
    expect(uploads.element('UploadId')).toBe('');
  });
});
