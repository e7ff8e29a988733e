import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { beginUpload } from './testing/begin-upload.ts';
import { freshKey } from './testing/case.ts';
import { Client } from './testing/client.ts';
import { complete, part, start } from './testing/multipart-steps.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';

const MiB = 1024 * 1024;

describe('a request body', () => {
  let standIn: StandIn;
  let client: Client;
  beforeEach(async () => {
    standIn = await startStandIn();
    client = new Client(standIn.target);
  });
  afterEach(() => standIn.close());

  it('that breaks off leaves nothing in the store', async () => {
    const key = freshKey();
    const outgoing = await beginUpload(client, key, MiB, MiB / 2);
    const closed = new Promise((resolve) => outgoing.once('close', resolve));
    outgoing.destroy();
    await closed;
    // A later request on another connection is answered after the broken one has been cleaned up or not at all.
    expect((await client.send({ method: 'GET', key })).code).toBe('NoSuchKey');
    await standIn.settled(() => readdirSync(join(standIn.directory, 'incoming')).length === 0);
    expect(readdirSync(join(standIn.directory, 'blobs'))).toHaveLength(0);
  });

  // "You will receive a 404 … if a concurrent delete request to an object succeeds before a conditional write operation
  // on that object completes" (If-Match); a 409 "in the case of concurrent requests" (User Guide).
  const meanwhile = [
    ['deleted', 404, (key: string) => client.send({ method: 'DELETE', key })],
    [
      'deleted and stored again',
      409,
      async (key: string) => {
        await client.send({ method: 'DELETE', key });
        return client.send({ method: 'PUT', key, body: 'old' });
      },
    ],
  ] as const;

  it.each(meanwhile)('of a replacement whose object is %s while it is sent gets %i', async (_name, status, happen) => {
    const key = freshKey();
    const { headers } = await client.send({ method: 'PUT', key, body: 'old' });
    const put = client.sign({
      method: 'PUT',
      key,
      headers: { 'if-match': headers.etag ?? '', 'content-length': '4' },
    });
    const { hostname, port } = new URL(client.target.url);
    const outgoing = request({ hostname, port, method: 'PUT', path: put.path, headers: put.headers });
    outgoing.write('ne');
    await standIn.settled(() => readdirSync(join(standIn.directory, 'incoming')).length === 1);
    await happen(key);
    const answered = once(outgoing, 'response');
    outgoing.end('w!');
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(status);
    expect((await client.send({ method: 'GET', key })).text).not.toBe('new!');
  });

  it.each(meanwhile)('of a completion whose object is %s while it is sent gets %i', async (_name, status, happen) => {
    const key = freshKey();
    const { headers } = await client.send({ method: 'PUT', key, body: 'old' });
    const uploadId = await start(client, key);
    await part(client, key, { uploadId, number: 1, body: 'new' });
    const post = client.sign({
      method: 'POST',
      key,
      query: { uploadId },
      headers: { 'if-match': headers.etag ?? '', 'content-length': '200' },
    });
    const { hostname, port } = new URL(client.target.url);
    const outgoing = request({ hostname, port, method: 'POST', path: post.path, headers: post.headers });
    const asked = once(outgoing, 'continue');
    outgoing.setHeader('expect', '100-continue');
    outgoing.flushHeaders();
    await asked;
    await happen(key);
    const answered = once(outgoing, 'response');
    const etag = createHash('md5').update('new').digest('hex');
    const xml = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
    outgoing.end(xml.padEnd(200));
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(status);
    expect((await client.send({ method: 'GET', key })).text).not.toBe('new');
  });

  it('of a part that arrives after its upload was aborted leaves nothing in the store', async () => {
    const key = freshKey();
    const uploadId = await start(client, key);
    const outgoing = await beginUpload(client, key, MiB, MiB / 2, { uploadId, partNumber: '1' });
    await standIn.settled(() => readdirSync(join(standIn.directory, 'incoming')).length === 1);
    expect((await client.send({ method: 'DELETE', key, query: { uploadId } })).status).toBe(204);
    const answered = once(outgoing, 'response');
    outgoing.end(Buffer.alloc(MiB / 2, 'x'));
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(404);
    await standIn.settled(() => readdirSync(join(standIn.directory, 'incoming')).length === 0);
    expect(readdirSync(join(standIn.directory, 'blobs'))).toHaveLength(0);
  });

  it('of a part that is replaced, left out or aborted is removed from the store', async () => {
    const key = freshKey();
    const [kept, aborted] = [await start(client, key), await start(client, key)];
    for (const uploadId of [kept, aborted]) await part(client, key, { uploadId, number: 1, body: 'replaced' });
    const line = await part(client, key, { uploadId: kept, number: 1, body: 'kept' });
    await part(client, key, { uploadId: kept, number: 2, body: 'left out' });
    await client.send({ method: 'DELETE', key, query: { uploadId: aborted } });
    expect((await complete(client, key, kept, [line])).status).toBe(200);
    expect(readdirSync(join(standIn.directory, 'blobs'))).toHaveLength(1);
    expect((await client.send({ method: 'GET', key })).text).toBe('kept');
  });

  it('that is refused gets the whole answer while it is still sent, and then the connection ends', async () => {
    const { hostname, port } = new URL(client.target.url);
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (bytes) => (received += bytes.toString()));
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    socket.write(`PUT /plain/x HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: ${16 * MiB}\r\n\r\n`);
    for (let sent = 0; sent < 8; sent += 1) {
      await new Promise<void>((resolve) => socket.write(Buffer.alloc(MiB), () => resolve()));
    }
    await closed;
    expect(received).toMatch(/^HTTP\/1.1 403 Forbidden[^]*Connection: close[^]*<Code>AccessDenied<\/Code>/);
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('that is refused is not asked for', async () => {
    const { hostname, port } = new URL(client.target.url);
    const headers = { 'content-length': '5', expect: '100-continue' };
    const outgoing = request({ hostname, port, method: 'PUT', path: '/plain/x', headers });
    let continued = false;
    outgoing.on('continue', () => (continued = true));
    outgoing.on('error', () => undefined);
    outgoing.flushHeaders();
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    outgoing.destroy();
    expect([response.statusCode, continued]).toEqual([403, false]);
  });
});
