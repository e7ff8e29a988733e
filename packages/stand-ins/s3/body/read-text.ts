import { createHash } from 'node:crypto';

import type { Requester } from '../access.ts';
import { checksumHeader } from '../checksum-algorithms.ts';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import { declaredBody } from './declared-body.ts';
import { piecesOf } from './pieces.ts';
import { hashInline } from './hash-pool.ts';
import type { HashName } from './hash-set.ts';

/**
 * Reads a small XML body completely and checks it like an object's body. Throws `MalformedXML` above `maxBytes`.
 * `checksumOf` says what an `x-amz-checksum-…` header is the checksum of; a checksum of an object is left to the
 * calling code.
 */
export async function readText(
  request: S3Request,
  requester: Requester,
  maxBytes: number,
  checksumOf: 'body' | 'object' = 'body',
): Promise<string> {
  const declared = declaredBody(checksumOf === 'body' ? request : withoutChecksums(request), requester);
  if (declared.framing) throw new S3Error('NotImplemented', { details: { Header: 'x-amz-content-sha256' } });
  if (declared.sizeBytes > maxBytes) throw new S3Error('MalformedXML');
  request.expectBody();
  const chunks: Buffer[] = [];
  for await (const bytes of piecesOf(request.incoming)) chunks.push(bytes);
  const bytes = Buffer.concat(chunks);
  if (declared.sha256Hex !== undefined && createHash('sha256').update(bytes).digest('hex') !== declared.sha256Hex) {
    throw new S3Error('XAmzContentSHA256Mismatch');
  }
  const expected: [HashName, string][] = [];
  if (declared.contentMd5 !== undefined) expected.push(['md5', declared.contentMd5]);
  if (declared.checksum) expected.push([declared.checksum.algorithm, declared.checksum.value]);
  const hashes = await hashInline(expected.map(([name]) => name));
  await hashes.update(bytes);
  const digests = await hashes.digest();
  if (expected.some(([name, value]) => digests[name] !== value)) throw new S3Error('BadDigest');
  return bytes.toString();
}

const isChecksum = (name: string) => name === 'x-amz-sdk-checksum-algorithm' || name.startsWith('x-amz-checksum-');

const withoutChecksums = (request: S3Request): S3Request => ({
  ...request,
  header: (name) => (isChecksum(name) ? undefined : request.header(name)),
});

/** Throws unless the request carries a digest of its body, as DeleteObjects must (API Reference). */
export function requireDigest(request: S3Request): void {
  const algorithms = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
  const has = algorithms.some((algorithm) => request.header(checksumHeader(algorithm)) !== undefined);
  if (has || request.header('content-md5') !== undefined) return;
  throw new S3Error('InvalidRequest', { message: 'Missing required header for this request: Content-MD5' });
}
