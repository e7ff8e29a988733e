import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createHashSet } from '@airlock/stand-ins/s3/body/hash-set.ts';

import { startServer } from './server.ts';
import { benchBucket, benchKey, benchRegion, type ServerKind } from './server-process.ts';

const MiB = 1024 * 1024;

/** The sizes that are measured; the large one takes a minute for each round. */
export const sizes = [
  { sizeMiB: 256, rounds: 5 },
  { sizeMiB: 2048, rounds: 2 },
] as const;

/** The best of several rounds, in MiB/s; a ratio of 1 is as fast as the bare server. */
export interface Throughput {
  readonly put: Compared;
  /** PUT, compared with a bare server that hashes for the ETag. */
  readonly putWithEtag: Compared;
  readonly get: Compared;
  /** The most memory that the stand-in's process held, its start included. */
  readonly residentMiB: number;
}

export interface Compared {
  readonly bare: number;
  readonly standIn: number;
  readonly ratio: number;
}

/**
 * Measures the local S3 against a bare `node:http` server that writes and reads the same file, in turns, each in a
 * process of its own. Uploads carry a signed CRC64NVME as the app's do. Files go to a temporary directory that is
 * removed.
 */
export async function measureThroughput({ sizeBytes = 256 * MiB, rounds = 5 } = {}): Promise<Throughput> {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-bench-'));
  const start = (kind: ServerKind) => startServer(kind, join(directory, kind));
  const servers = [await start('bare'), await start('bare-etag'), await start('s3')] as const;
  try {
    const [bare, bareEtag, standIn] = servers;
    const crc64nvme = await checksum(sizeBytes);
    const best = { barePut: 0, bareEtagPut: 0, bareGet: 0, standInPut: 0, standInGet: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const urls = await signedUrls(standIn.url, crc64nvme, sizeBytes);
      const bareUrl = `${bare.url}/file`;
      best.barePut = Math.max(best.barePut, await put(bareUrl, sizeBytes, {}));
      best.bareEtagPut = Math.max(best.bareEtagPut, await put(`${bareEtag.url}/file`, sizeBytes, {}));
      best.standInPut = Math.max(best.standInPut, await put(urls.put, sizeBytes, urls.headers));
      best.bareGet = Math.max(best.bareGet, await get(bareUrl, sizeBytes));
      best.standInGet = Math.max(best.standInGet, await get(urls.get, sizeBytes));
    }
    const compared = (bare: number, standIn: number): Compared => ({ bare, standIn, ratio: standIn / bare });
    return {
      put: compared(best.barePut, best.standInPut),
      putWithEtag: compared(best.bareEtagPut, best.standInPut),
      get: compared(best.bareGet, best.standInGet),
      residentMiB: await standIn.residentMiB(),
    };
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
    rmSync(directory, { recursive: true });
  }
}

/** The block that the body repeats. */
const block = Buffer.alloc(MiB, 'The quick brown fox jumps over the lazy dog. ');

async function checksum(sizeBytes: number): Promise<string> {
  const hashes = await createHashSet(['crc64nvme']);
  for (let left = sizeBytes; left > 0; left -= MiB) hashes.update(block.subarray(0, left));
  return hashes.digest()['crc64nvme'] ?? '';
}

async function signedUrls(endpoint: string, crc64nvme: string, sizeBytes: number) {
  const client = new S3Client({
    endpoint,
    region: benchRegion,
    credentials: benchKey,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const object = { Bucket: benchBucket, Key: 'file' };
  const command = new PutObjectCommand({ ...object, ChecksumCRC64NVME: crc64nvme, ContentLength: sizeBytes });
  return {
    put: await getSignedUrl(client, command, { unhoistableHeaders: new Set(['x-amz-checksum-crc64nvme']) }),
    get: await getSignedUrl(client, new GetObjectCommand(object)),
    headers: { 'x-amz-checksum-crc64nvme': crc64nvme },
  };
}

async function put(url: string, sizeBytes: number, headers: Record<string, string>): Promise<number> {
  return timed(sizeBytes, async () => {
    const outgoing = request(url, { method: 'PUT', headers: { ...headers, 'content-length': sizeBytes } });
    const answered = once(outgoing, 'response');
    for (let left = sizeBytes; left > 0; left -= MiB) {
      if (!outgoing.write(block.subarray(0, left))) await once(outgoing, 'drain');
    }
    outgoing.end();
    return answered;
  });
}

function get(url: string, sizeBytes: number): Promise<number> {
  return timed(sizeBytes, () => once(request(url).end(), 'response'));
}

/** Returns MiB/s from the first byte sent to the last byte of the answer. */
async function timed(sizeBytes: number, send: () => Promise<unknown[]>): Promise<number> {
  const start = performance.now();
  const [response] = (await send()) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`The server answered ${String(response.statusCode)}.`);
  response.resume();
  await once(response, 'end');
  return sizeBytes / MiB / ((performance.now() - start) / 1000);
}

function row(name: string, { bare, standIn, ratio }: Compared): string {
  return [
    name.padEnd(6),
    bare.toFixed(0).padStart(12),
    standIn.toFixed(0).padStart(12),
    ratio.toFixed(2).padStart(8),
  ].join('');
}

if (import.meta.main) {
  for (const { sizeMiB, rounds } of sizes) {
    const {
      put: puts,
      putWithEtag,
      get: gets,
      residentMiB,
    } = await measureThroughput({ sizeBytes: sizeMiB * MiB, rounds });
    console.log(`${sizeMiB} MiB, MiB/s     bare    stand-in   ratio   (target 0.70)`);
    console.log(row('PUT', puts));
    console.log(row('+MD5', putWithEtag));
    console.log(row('GET', gets));
    console.log(`resident at most ${residentMiB.toFixed(0)} MiB (target 160)`);
  }
}
