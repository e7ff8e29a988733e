import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { freshKey } from './testing/case.ts';
import { Client } from './testing/client.ts';
import { part, start } from './testing/multipart-steps.ts';
import { startStandIn } from './testing/stand-in.ts';
import type { LedgerEntry } from './index.ts';

describe('the ledger', () => {
  let directory: string;
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let client: Client;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'airlock-ledger-'));
    standIn = await startStandIn({ ledger: join(directory, 'ledger.jsonl') });
    client = new Client(standIn.target);
  });
  afterEach(async () => {
    await standIn.close();
    rmSync(directory, { recursive: true });
  });

  const entries = (): LedgerEntry[] =>
    readFileSync(join(directory, 'ledger.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LedgerEntry);

  it('has a line for each attempt at a part, with the received bytes and the status', async () => {
    const key = freshKey();
    const uploadId = await start(client, key);
    const wrong = { 'content-md5': Buffer.alloc(16).toString('base64') };
    await client.send({ method: 'PUT', key, query: { uploadId, partNumber: '1' }, body: 'hello', headers: wrong });
    await part(client, key, { uploadId, number: 1, body: 'hello' });
    await client.send({ method: 'PUT', key, query: { uploadId, partNumber: '2' }, body: 'hello', auth: 'none' });
    const parts = entries().filter(({ method }) => method === 'PUT');
    expect(parts.map(({ time, ...rest }) => [Date.parse(time) > 0, rest])).toEqual([
      [true, { method: 'PUT', key, uploadId, partNumber: 1, receivedBytes: 5, status: 400 }],
      [true, { method: 'PUT', key, uploadId, partNumber: 1, receivedBytes: 5, status: 200 }],
      [true, { method: 'PUT', key, uploadId, partNumber: 2, receivedBytes: 0, status: 403 }],
    ]);
    expect(statSync(join(directory, 'ledger.jsonl')).mode & 0o077).toBe(0);
  });

  it('counts the received bytes of a body that broke off, with status 0', async () => {
    const key = freshKey();
    const signed = client.sign({ method: 'PUT', key, headers: { 'content-length': '4000000' } });
    const { hostname, port } = new URL(client.target.url);
    const outgoing = request({ hostname, port, method: 'PUT', path: signed.path, headers: signed.headers });
    outgoing.on('error', () => undefined);
    outgoing.write('x'.repeat(1_000_000));
    const incoming = join(standIn.directory, 'incoming');
    await standIn.settled(() => readdirSync(incoming).some((name) => statSync(join(incoming, name)).size > 0));
    outgoing.destroy();
    await standIn.settled(() => existsSync(join(directory, 'ledger.jsonl')));
    const [entry] = entries();
    expect(entry).toMatchObject({ method: 'PUT', key, status: 0 });
    expect(entry!.receivedBytes).toBeGreaterThanOrEqual(512 * 1024);
    expect(entry!.receivedBytes).toBeLessThanOrEqual(1_000_000);
  });
});
