import { createHash } from 'node:crypto';

import { hmac, sameSignature, scopeText } from '../../sigv4/signature.ts';
import { sha256Hex, type Signed } from '../../sigv4/index.ts';
import { S3Error } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import type { Framing } from './declared-body.ts';

const minChunkBytes = 8192;

/** Receives the headers that follow the body, by lower-case name. */
export type OnTrailers = (trailers: ReadonlyMap<string, string>) => void;

/**
 * Removes `aws-chunked` framing from a body and checks the signature of each chunk.
 * Source: "Transferring Payload in Multiple Chunks" and "Including Trailing Headers" (Amazon S3 API Reference).
 */
export async function* decodeChunked(
  source: AsyncIterable<Buffer>,
  framing: Framing,
  signed: Signed,
  onTrailers: OnTrailers,
): AsyncGenerator<Buffer, void> {
  const reader = new ByteReader(source);
  const chain = framing.signedChunks ? new SignatureChain(signed) : undefined;
  let sizeBytes = minChunkBytes;
  do {
    if (sizeBytes < minChunkBytes) await refuseSmallChunk(reader, sizeBytes);
    const header = chunkHeader(await reader.line(), framing);
    sizeBytes = header.sizeBytes;
    const hash = chain && createHash('sha256');
    for (let left = sizeBytes; left > 0;) {
      const bytes = await reader.some(left);
      left -= bytes.length;
      hash?.update(bytes);
      yield bytes;
    }
    if (hash) chain.checkChunk(hash.digest('hex'), header.signature);
    if (sizeBytes > 0 && (await reader.line()) !== '') throw new S3Error('IncompleteBody');
  } while (sizeBytes > 0);
  const trailers = await readTrailers(reader);
  if (framing.trailers) chain?.checkTrailers(trailers);
  onTrailers(trailers);
}

/** Throws when a small chunk is not the last one with data: the empty end chunk must follow it. */
async function refuseSmallChunk(reader: ByteReader, sizeBytes: number): Promise<void> {
  if (await reader.startsWith('0')) return;
  throw new S3Error('InvalidChunkSizeError', { details: { BadChunkSize: sizeBytes } });
}

function chunkHeader(line: string, framing: Framing): { sizeBytes: number; signature: string } {
  const match = /^([0-9a-fA-F]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match || (match[2] !== undefined) !== framing.signedChunks) throw new S3Error('IncompleteBody');
  return { sizeBytes: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

async function readTrailers(reader: ByteReader): Promise<Map<string, string>> {
  const trailers = new Map<string, string>();
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new S3Error('MalformedTrailerError');
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return trailers;
}

/** Checks the signatures of the chunks. Each covers the signature before it, beginning with that of the request. */
class SignatureChain {
  readonly #signed: Signed;
  #previous: string;

  constructor(signed: Signed) {
    this.#signed = signed;
    this.#previous = signed.signature;
  }

  checkChunk(chunkSha256: string, signature: string): void {
    this.#check('AWS4-HMAC-SHA256-PAYLOAD', [sha256Hex(''), chunkSha256], signature);
  }

  checkTrailers(trailers: Map<string, string>): void {
    const signature = trailers.get('x-amz-trailer-signature') ?? '';
    trailers.delete('x-amz-trailer-signature');
    const canonical = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
    this.#check('AWS4-HMAC-SHA256-TRAILER', [sha256Hex(canonical)], signature);
  }

  #check(kind: string, hashes: readonly string[], signature: string): void {
    const { timestamp, credential, signingKey } = this.#signed;
    const toSign = [kind, timestamp, scopeText(credential.scope), this.#previous, ...hashes].join('\n');
    const expected = hmac(signingKey, toSign).toString('hex');
    if (!sameSignature(expected, signature)) throw new S3Error('SignatureDoesNotMatch');
    this.#previous = expected;
  }
}
