import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { AccessKey } from '@airlock/stand-ins/sigv4';
import { listen } from '@airlock/stand-ins/listen.ts';
import { startS3 } from '@airlock/stand-ins/s3';
import { peakResidentKiB } from '@airlock/stand-ins/s3/testing/peak-memory.ts';

/** One of the servers of the throughput bench, in a process of its own: `node server-process.ts KIND DIRECTORY`. */
export type ServerKind = 'bare' | 'bare-etag' | 's3';
export const benchKey: AccessKey = {
  accessKeyId: 'AKIABENCH',
  secretAccessKey: 'bench',
  principalArn: 'arn:aws:iam::123456789012:root',
};
export const benchRegion = 'eu-central-1';
export const benchBucket = 'bench';

/**
 * Starts the simplest possible server: no signature, no hash, no record, and the body goes to a file. With `etag` it
 * hashes the body by MD5, as S3 must for the ETag, which alone takes a core as long as all the rest.
 */
async function startBare(directory: string, { etag }: { readonly etag: boolean }): Promise<number> {
  const server = createServer((incoming, response) => {
    const file = join(directory, (incoming.url ?? '').replaceAll('/', '_').replace(/\?.*/, ''));
    const md5 = createHash('md5');
    if (etag) incoming.on('data', (bytes: Buffer) => md5.update(bytes));
    const work =
      incoming.method === 'PUT'
        ? pipeline(incoming, createWriteStream(file)).then(() => response.end(etag ? md5.digest('hex') : ''))
        : pipeline(createReadStream(file), response);
    work.catch(() => response.destroy());
  });
  return listen(server, 0);
}

async function startStandIn(directory: string): Promise<number> {
  const { port } = await startS3({
    directory,
    port: 0,
    region: benchRegion,
    accountId: '123456789012',
    buckets: [{ name: benchBucket, properties: {} }],
    findAccessKey: () => benchKey,
    authorize: () => Promise.resolve(true),
  });
  return port;
}

if (import.meta.main) {
  const [kind, directory = ''] = process.argv.slice(2);
  const port = await (kind === 's3' ? startStandIn(directory) : startBare(directory, { etag: kind === 'bare-etag' }));
  process.send?.({ port });
  // The bench asks at the end for the most memory that this process ever held.
  process.on('message', () => process.send?.({ peakResidentKiB: peakResidentKiB() }));
  process.on('disconnect', () => process.exit());
}
