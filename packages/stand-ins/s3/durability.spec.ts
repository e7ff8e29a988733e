import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { freshKey } from './testing/case.ts';
import { Client, type Request } from './testing/client.ts';
import { all, complete, listParts, minPartBytes, part, start } from './testing/multipart-steps.ts';
import { settled, startStandIn, type StandIn } from './testing/stand-in.ts';
import type { Target } from './testing/target.ts';

const MiB = 1024 * 1024;
let directory: string;
const children: ChildProcess[] = [];
const opened: StandIn[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-durability-'));
});
afterEach(async () => {
  // Also after a failed expectation: a server that goes on would keep jest from ending.
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(opened.splice(0).map(({ stop }) => stop()));
  rmSync(directory, { recursive: true, force: true });
});

/** In this process, on the directory of this test. */
async function openHere(): Promise<StandIn> {
  const standIn = await startStandIn({ directory });
  opened.push(standIn);
  return standIn;
}

async function forkServer() {
  const child = fork(fileURLToPath(new URL('./testing/crash-server.ts', import.meta.url)), [directory]);
  children.push(child);
  const [target] = (await once(child, 'message')) as [Target];
  return { child, client: new Client(target) };
}

/** Begins an upload and sends a part of what it announced. */
async function beginUpload(client: Client, key: string, announced: number, sent: number, query: Request['query'] = {}) {
  const signed = client.sign({ method: 'PUT', key, query, headers: { 'content-length': String(announced) } });
  const { hostname, port } = new URL(client.target.url);
  const outgoing = request({ hostname, port, method: 'PUT', path: signed.path, headers: signed.headers });
  outgoing.on('error', () => undefined);
  await new Promise<void>((resolve) => outgoing.write(Buffer.alloc(sent, 'x'), () => resolve()));
  return outgoing;
}

describe('kill -9 during uploads', () => {
  it('leaves no half object, keeps what was acknowledged, and starts again clean', async () => {
    const { child, client } = await forkServer();
    const kept = Array.from({ length: 5 }, (_, index) => ({ key: freshKey(), body: `${index}`.repeat(MiB) }));
    await Promise.all(kept.map(({ key, body }) => client.send({ method: 'PUT', key, body })));
    const halves = Array.from({ length: 4 }, () => freshKey());
    await Promise.all(halves.map((key) => beginUpload(client, key, 8 * MiB, 2 * MiB)));
    // Written bytes are on their way, not yet there.
    await settled(() => readdirSync(join(directory, 'incoming')).length === halves.length);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // As after a kill between the rename and the record of it.
    writeFileSync(join(directory, 'blobs', 'deadbeef00000000-1'), 'orphan');

    const again = await forkServer();
    for (const { key, body } of kept) {
      const response = await again.client.send({ method: 'GET', key });
      expect(response.text === body).toBe(true);
    }
    for (const key of halves) expect((await again.client.send({ method: 'GET', key })).code).toBe('NoSuchKey');
    again.child.disconnect();
    await once(again.child, 'exit');
    expect(readdirSync(join(directory, 'incoming'))).toHaveLength(0);
    expect(readdirSync(join(directory, 'blobs'))).toHaveLength(kept.length);
  }, 30_000);
});

describe('kill -9 during the parts of an upload', () => {
  it('keeps every acknowledged part, shows no half one, and the upload goes on', async () => {
    const { child, client } = await forkServer();
    const key = freshKey();
    const uploadId = await start(client, key);
    const bodies = ['a', 'b', 'c'].map((letter) => letter.repeat(minPartBytes));
    const lines = await Promise.all(
      bodies.map((body, index) => part(client, key, { uploadId, number: index + 1, body })),
    );
    // One part is new, one is to replace an acknowledged one.
    for (const partNumber of ['3', '4']) {
      await beginUpload(client, key, 8 * MiB, 2 * MiB, { uploadId, partNumber });
    }
    await settled(() => readdirSync(join(directory, 'incoming')).length === 2);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const again = await forkServer();
    const listed = await listParts(again.client, key, uploadId);
    expect(all(listed, 'PartNumber')).toEqual(['1', '2', '3']);
    expect(all(listed, 'ETag').map((etag) => etag.replaceAll('&quot;', '"'))).toEqual(lines.map(({ etag }) => etag));
    lines.push(await part(again.client, key, { uploadId, number: 4, body: 'd' }));
    expect((await complete(again.client, key, uploadId, lines)).status).toBe(200);
    const { text } = await again.client.send({ method: 'GET', key });
    expect(text === `${bodies.join('')}d`).toBe(true);
  }, 30_000);

  it('sweeps no part of an upload that is still open, and every part of none', async () => {
    const own = await openHere();
    const key = freshKey();
    const client = new Client(own.target);
    const uploadId = await start(client, key);
    const line = await part(client, key, { uploadId, number: 1, body: 'kept' });
    await own.stop();
    writeFileSync(join(directory, 'blobs', 'deadbeef00000000-1'), 'of an upload that is gone');
    const again = await openHere();
    // The sweep runs beside the start; once the orphan is gone it has looked at every blob.
    await settled(() => !existsSync(join(directory, 'blobs', 'deadbeef00000000-1')));
    const after = new Client(again.target);
    expect((await complete(after, key, uploadId, [line])).status).toBe(200);
    expect((await after.send({ method: 'GET', key })).text).toBe('kept');
  });
});

describe('bodies that are not what they should be', () => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let client: Client;
  beforeEach(async () => {
    standIn = await startStandIn();
    client = new Client(standIn.target);
  });
  afterEach(() => standIn.close());

  it('stores nothing of a body that breaks off', async () => {
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

  it('answers 409 when the object is deleted while a conditional write is on its way', async () => {
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
    await client.send({ method: 'DELETE', key });
    const answered = once(outgoing, 'response');
    outgoing.end('w!');
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(409);
    expect((await client.send({ method: 'GET', key })).code).toBe('NoSuchKey');
  });

  it('answers 409 when the object is deleted while its replacement is being completed', async () => {
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
    await client.send({ method: 'DELETE', key });
    const answered = once(outgoing, 'response');
    const etag = createHash('md5').update('new').digest('hex');
    const xml = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
    outgoing.end(xml.padEnd(200));
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(409);
    expect((await client.send({ method: 'GET', key })).code).toBe('NoSuchKey');
  });

  it('keeps nothing of a part that arrives after its upload was aborted', async () => {
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

  it('frees what is replaced, left out or aborted', async () => {
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

  it('shows its refusal to a client that goes on sending, and ends the connection', async () => {
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

  it('does not ask a client for a body that it refuses', async () => {
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

describe('memory', () => {
  it('stays below 160 MiB over a body of 512 MiB', async () => {
    const { child, client } = await forkServer();
    const key = freshKey();
    const sizeBytes = 512 * MiB;
    const outgoing = await beginUpload(client, key, sizeBytes, MiB);
    const answered = once(outgoing, 'response');
    const block = Buffer.alloc(MiB, 'y');
    for (let sent = MiB; sent < sizeBytes; sent += MiB) {
      await new Promise<void>((resolve) => outgoing.write(block, () => resolve()));
    }
    outgoing.end();
    const [response] = (await answered) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    const measured = once(child, 'message');
    child.send('memory');
    const [peakKiB] = (await measured) as [number];
    expect(peakKiB / 1024).toBeLessThan(160);
    child.disconnect();
    await once(child, 'exit');
  }, 60_000);
});

describe('the data directory', () => {
  it.each([1, 3, 1000])('of format %i is refused with the fix, and left as it is', async (format) => {
    const file = join(directory, 'metadata.sqlite');
    const blob = join(directory, 'blobs', 'old-1');
    const database = new DatabaseSync(file);
    database.exec(`CREATE TABLE version (key TEXT) STRICT; INSERT INTO version VALUES ('k');`);
    database.exec(`PRAGMA user_version = ${format}`);
    database.close();
    mkdirSync(join(directory, 'blobs'));
    writeFileSync(blob, 'old');
    await expect(startStandIn({ directory })).rejects.toThrow(
      `The local S3 data in ${directory} has format ${format} and this version reads format 4: remove .local/, or that directory, and start again`,
    );
    expect(readFileSync(blob, 'utf8')).toBe('old');
    const kept = new DatabaseSync(file);
    expect(kept.prepare('SELECT key FROM version').all()).toEqual([{ key: 'k' }]);
    kept.close();
    rmSync(directory, { recursive: true });
    await openHere();
  });

  it('is private, and its files say nothing of keys', async () => {
    const own = await openHere();
    await new Client(own.target).send({ method: 'PUT', key: 'users/secret-name.txt', body: 'x' });
    expect(statSync(join(directory, 'blobs')).mode & 0o077).toBe(0);
    expect(readdirSync(join(directory, 'blobs')).join()).not.toContain('secret');
  });

  it.each([
    ['is no database', (file: string) => writeFileSync(file, 'not a database at all, by far'.repeat(200))],
    ['is a directory', (file: string) => mkdirSync(file)],
  ])('that cannot be used (its metadata %s) gives one sentence with the fix', async (_name, spoil) => {
    spoil(join(directory, 'metadata.sqlite'));
    await expect(startStandIn({ directory })).rejects.toThrow(
      /^The local S3 data in .* cannot be used \(.*\): move or delete that directory and start again/,
    );
  });

  it('in use by another server gives one sentence with the fix', async () => {
    await openHere();
    await expect(startStandIn({ directory })).rejects.toThrow(/is in use by another running stack: stop that one/);
  });
});
