import { checksumHeader, isChecksumValue, type Checksum, type ChecksumAlgorithm } from '../checksum-algorithms.ts';
import type { Requester } from '../access.ts';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import type { IncomingBlob } from '../store/blob-store.ts';
import type { Signed } from '../../sigv4/index.ts';
import { decodeChunked } from './aws-chunked.ts';
import { BlockWriter } from './block-writer.ts';
import { consume } from './consume.ts';
import { piecesOf } from './pieces.ts';
import { invalidChecksum, type DeclaredBody, type Framing } from './declared-body.ts';
import { hashInline, type HashPool } from './hash-pool.ts';
import type { Digests, HashName } from './hash-set.ts';

/** A body that arrived completely and is what the request declared. */
export interface ReceivedBody {
  readonly sizeBytes: number;
  /** The MD5 in hex, without quotes. */
  readonly md5Hex: string;
  /** The checksum to store. */
  readonly checksum: Checksum;
  /** The checksum that the request declared, in a header or a trailer. */
  readonly declared: Checksum | undefined;
}

const inlineBytes = 256 * 1024;

/**
 * Streams the body into the blob. The checksum to store is by the algorithm `wanted`; without it, it is the declared one, or the
 * CRC64NVME that S3 adds. Throws S3's refusal when length, hash or checksum is not what was declared.
 */
export async function receiveBody(
  request: S3Request,
  requester: Requester,
  declared: DeclaredBody,
  blob: IncomingBlob,
  pool: HashPool,
  wanted?: ChecksumAlgorithm,
): Promise<ReceivedBody> {
  const declaredAlgorithm = declared.checksum?.algorithm ?? declared.trailerAlgorithm;
  const algorithm = wanted ?? declaredAlgorithm ?? 'crc64nvme';
  const names = new Set<HashName>(['md5', algorithm, declaredAlgorithm ?? algorithm]);
  if (declared.sha256Hex !== undefined) names.add('sha256');
  const job = declared.sizeBytes <= inlineBytes ? await hashInline([...names]) : pool.start([...names]);
  const writer = new BlockWriter(blob.file, job);
  let trailers: ReadonlyMap<string, string> = new Map();
  try {
    request.expectBody();
    const take = (bytes: Buffer) => {
      request.progress.receivedBytes += bytes.length;
      if (writer.sizeBytes + bytes.length > declared.sizeBytes) throw new S3Error('IncompleteBody');
      return writer.write(bytes);
    };
    if (declared.framing && requester) trailers = await takeChunked(request, requester, declared.framing, take);
    else await consume(request.incoming, take);
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    job.cancel();
    throw error;
  }
  if (writer.sizeBytes !== declared.sizeBytes) throw new S3Error('IncompleteBody');
  const digests = await job.digest();
  const expected = expectedChecksum(declared, trailers);
  verify(declared, digests, expected);
  const checksum = { algorithm, value: digests[algorithm] ?? '' };
  return { sizeBytes: writer.sizeBytes, md5Hex: hexOf(digests, 'md5'), checksum, declared: expected };
}

async function takeChunked(
  request: S3Request,
  requester: Signed,
  framing: Framing,
  take: (bytes: Buffer) => Promise<void> | undefined,
): Promise<ReadonlyMap<string, string>> {
  let trailers: ReadonlyMap<string, string> = new Map();
  for await (const bytes of decodeChunked(
    piecesOf(request.incoming),
    framing,
    requester,
    (found) => (trailers = found),
  ))
    await take(bytes);
  return trailers;
}

function expectedChecksum(declared: DeclaredBody, trailers: ReadonlyMap<string, string>): Checksum | undefined {
  const { checksum, trailerAlgorithm: algorithm } = declared;
  if (algorithm === undefined) return checksum;
  const value = trailers.get(checksumHeader(algorithm));
  if (value === undefined) throw new S3Error('MalformedTrailerError');
  if (!isChecksumValue(algorithm, value)) throw invalidChecksum(algorithm, 'trailing header');
  return { algorithm, value };
}

const hexOf = (digests: Digests, name: string) => Buffer.from(digests[name] ?? '', 'base64').toString('hex');

function verify(declared: DeclaredBody, digests: Digests, checksum: Checksum | undefined): void {
  const sha256Hex = hexOf(digests, 'sha256');
  if (declared.sha256Hex !== undefined && declared.sha256Hex !== sha256Hex) {
    throw new S3Error('XAmzContentSHA256Mismatch', {
      details: { ClientComputedContentSHA256: declared.sha256Hex, S3ComputedContentSHA256: sha256Hex },
    });
  }
  if (declared.contentMd5 !== undefined && declared.contentMd5 !== digests['md5']) {
    throw new S3Error('BadDigest', {
      details: { ExpectedDigest: declared.contentMd5, CalculatedDigest: digests['md5'] ?? '' },
    });
  }
  if (checksum && checksum.value !== digests[checksum.algorithm]) {
    const name = checksum.algorithm.toUpperCase();
    throw new S3Error('BadDigest', { message: `The ${name} you specified did not match the calculated checksum.` });
  }
}
