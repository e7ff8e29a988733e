import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startServer, type BenchServer } from './server.ts';

const MiB = 1024 * 1024;
const uploaders = 8;
const objectBytes = 8 * MiB;

export interface KillResult {
  readonly rounds: number;
  /** Uploads that were answered before a kill, in all rounds together. */
  readonly acknowledged: number;
  /** Uploads that were in progress when a kill came. */
  readonly interrupted: number;
  /** Acknowledged uploads that are gone, or are not what was sent. */
  readonly lost: number;
  /** Interrupted uploads of which something other than the whole exists. */
  readonly half: number;
}

/**
Kills the server with (`kill -9`) during eight parallel uploads, repeatedly on the same data, and after each start reads
 * back what was sent in all rounds before.
 */
export async function measureKills(rounds = 20): Promise<KillResult> {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-bench-'));
  const acknowledged = new Map<string, string>();
  const interrupted = new Map<string, string>();
  let server = await startServer('s3', directory);
  try {
    for (let round = 0; round < rounds; round += 1) {
      await killDuring(server, acknowledged, interrupted, round);
      server = await startServer('s3', directory);
    }
    const lost = await count(acknowledged, async (key, sum) => (await sumOf(server, key)) !== sum);
    const half = await count(interrupted, async (key, sum) => ![sum, undefined].includes(await sumOf(server, key)));
    return { rounds, acknowledged: acknowledged.size, interrupted: interrupted.size, lost, half };
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true });
  }
}

type Sums = Map<string, string>;

/**
Kills the server with with the answer of that number: other uploads are in their bodies, between file and record, or have
 * just begun.
 */
async function killDuring(server: BenchServer, acknowledged: Sums, interrupted: Sums, round: number): Promise<void> {
  const answersUntilKill = 1 + (round % (2 * uploaders));
  let answers = 0;
  let killed: Promise<void> | undefined;
  const upload = async (uploader: number) => {
    for (let count = 0; killed === undefined; count += 1) {
      const key = `${round}/${uploader}/${count}`;
      const body = randomBytes(objectBytes);
      const sum = createHash('sha256').update(body).digest('hex');
      interrupted.set(key, sum);
      const status = await put(server, key, body).catch(() => 0);
      if (status !== 200) return;
      acknowledged.set(key, sum);
      interrupted.delete(key);
      answers += 1;
      if (answers === answersUntilKill) killed = server.kill();
    }
  };
  await Promise.all(Array.from({ length: uploaders }, (_, uploader) => upload(uploader)));
  await killed;
}

async function put({ client }: BenchServer, key: string, body: Buffer): Promise<number> {
  return (await client.send({ method: 'PUT', key, body })).status;
}

/** Returns the hash of an object, or `undefined` when it does not exist. */
async function sumOf({ client }: BenchServer, key: string): Promise<string | undefined> {
  const { path, headers } = client.sign({ method: 'GET', key });
  const outgoing = request(new URL(path, client.target.url), { headers }).end();
  const [incoming] = (await once(outgoing, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }];
  const hash = createHash('sha256');
  for await (const bytes of incoming) hash.update(bytes);
  return incoming.statusCode === 404 ? undefined : hash.digest('hex');
}

async function count(sums: Sums, isBad: (key: string, sum: string) => Promise<boolean>): Promise<number> {
  let bad = 0;
  for (const [key, sum] of sums) if (await isBad(key, sum)) bad += 1;
  return bad;
}
