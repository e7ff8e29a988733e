import { fork, type ChildProcess } from 'node:child_process';
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
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { beginUpload } from './testing/begin-upload.ts';
import { freshKey } from './testing/case.ts';
import { Client } from './testing/client.ts';
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
  // This must happen after a failed expectation too: a server that goes on would keep jest from ending.
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(opened.splice(0).map(({ stop }) => stop()));
  rmSync(directory, { recursive: true, force: true });
});

/** Starts the stand-in in this process, on the directory of this test. */
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

describe('kill -9 during uploads', () => {
  it('leaves no half object and keeps everything that was acknowledged', async () => {
    const { child, client } = await forkServer();
    const kept = Array.from({ length: 5 }, (_, index) => ({ key: freshKey(), body: `${index}`.repeat(MiB) }));
    await Promise.all(kept.map(({ key, body }) => client.send({ method: 'PUT', key, body })));
    const halves = Array.from({ length: 4 }, () => freshKey());
    await Promise.all(halves.map((key) => beginUpload(client, key, 8 * MiB, 2 * MiB)));
    // The written bytes are on their way and have not arrived yet.
    await settled(() => readdirSync(join(directory, 'incoming')).length === halves.length);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // This file is what a kill between the rename and its record leaves.
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
  it('keeps every acknowledged part and no half part, and the upload can go on', async () => {
    const { child, client } = await forkServer();
    const key = freshKey();
    const uploadId = await start(client, key);
    const bodies = ['a', 'b', 'c'].map((letter) => letter.repeat(minPartBytes));
    const lines = await Promise.all(
      bodies.map((body, index) => part(client, key, { uploadId, number: index + 1, body })),
    );
    // One part is new, the other would replace an acknowledged part.
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

  it('leaves parts of open uploads and removes parts that belong to no upload', async () => {
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
  it.each([1, 4, 1000])('of format %i is refused with the fix, and left as it is', async (format) => {
    const file = join(directory, 'metadata.sqlite');
    const blob = join(directory, 'blobs', 'old-1');
    const database = new DatabaseSync(file);
    database.exec(`CREATE TABLE version (key TEXT) STRICT; INSERT INTO version VALUES ('k');`);
    database.exec(`PRAGMA user_version = ${format}`);
    database.close();
    mkdirSync(join(directory, 'blobs'));
    writeFileSync(blob, 'old');
    await expect(startStandIn({ directory })).rejects.toThrow(
      `The local S3 data in ${directory} has format ${format} and this version reads format 5: remove .local/, or that directory, and start again`,
    );
    expect(readFileSync(blob, 'utf8')).toBe('old');
    const kept = new DatabaseSync(file);
    expect(kept.prepare('SELECT key FROM version').all()).toEqual([{ key: 'k' }]);
    kept.close();
    rmSync(directory, { recursive: true });
    await openHere();
  });

  it('is private, and the names of its files say nothing about keys', async () => {
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
