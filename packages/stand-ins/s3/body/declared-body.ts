import {
  checksumAlgorithms,
  checksumHeader,
  isChecksumValue,
  refuseNotBuilt,
  refuseNotBuiltHeaders,
  type Checksum,
  type ChecksumAlgorithm,
} from '../checksum-algorithms.ts';
import type { Requester } from '../access.ts';
import { headerNotImplemented, invalidArgument, invalidRequest, S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';

/** The framing of the body: plain, or in `aws-chunked` pieces, signed or not, with trailers or not. */
export interface Framing {
  readonly signedChunks: boolean;
  readonly trailers: boolean;
}

/** What a request says about its body before the first byte of it. */
export interface DeclaredBody {
  /** The length of the object, without framing. */
  readonly sizeBytes: number;
  readonly framing: Framing | undefined;
  /** The hash in hex; `undefined` when the request leaves the payload out of its signature. */
  readonly sha256Hex: string | undefined;
  /** The MD5 in base64. */
  readonly contentMd5: string | undefined;
  readonly checksum: Checksum | undefined;
  /** The algorithm of the checksum that will follow the body. */
  readonly trailerAlgorithm: ChecksumAlgorithm | undefined;
}

const maxBytes = 5 * 1024 ** 3;

const framings: Readonly<Record<string, Framing>> = {
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signedChunks: false, trailers: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signedChunks: true, trailers: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signedChunks: true, trailers: true },
};

/**
 * Reads the declaration. Throws what S3 refuses before it reads a body: no length, too long, malformed or contradictory
 * checksums.
 */
export function declaredBody(request: S3Request, requester: Requester): DeclaredBody {
  const payload = requester?.payloadHash ?? 'UNSIGNED-PAYLOAD';
  const framing = framings[payload];
  if (!framing && payload !== 'UNSIGNED-PAYLOAD' && !/^[0-9a-f]{64}$/.test(payload)) {
    const message =
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.';
    throw invalidArgument(message, 'x-amz-content-sha256', payload);
  }
  const sizeBytes = declaredSize(request, framing);
  if (sizeBytes > maxBytes) {
    throw new S3Error('EntityTooLarge', { details: { ProposedSize: sizeBytes, MaxSizeAllowed: maxBytes } });
  }
  return {
    sizeBytes,
    framing,
    sha256Hex: framing || payload === 'UNSIGNED-PAYLOAD' ? undefined : payload,
    contentMd5: contentMd5(request),
    ...declaredChecksum(request, framing),
  };
}

function declaredSize(request: S3Request, framing: Framing | undefined): number {
  const length = request.header(framing ? 'x-amz-decoded-content-length' : 'content-length');
  if (length === undefined) {
    throw request.header('transfer-encoding') === undefined
      ? new S3Error('MissingContentLength')
      : headerNotImplemented('Transfer-Encoding');
  }
  if (!/^\d{1,15}$/.test(length))
    throw invalidArgument('The Content-Length is not a number.', 'Content-Length', length);
  return Number(length);
}

function contentMd5(request: S3Request): string | undefined {
  const value = request.header('content-md5');
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== value) {
    throw new S3Error('InvalidDigest', { details: { 'Content-MD5': value } });
  }
  return value;
}

/**
 * Returns the checksum of the headers. Checksums in the query do not count: S3 ignores those that SDKs put into
 * pre-signed URLs.
 */
function declaredChecksum(
  request: S3Request,
  framing: Framing | undefined,
): Pick<DeclaredBody, 'checksum' | 'trailerAlgorithm'> {
  refuseNotBuiltHeaders((name) => request.header(name));
  const headers = checksumAlgorithms.filter((algorithm) => request.header(checksumHeader(algorithm)) !== undefined);
  const trailerAlgorithm = declaredTrailer(request, framing);
  if (headers.length + Number(trailerAlgorithm !== undefined) > 1) {
    const more = trailerAlgorithm === undefined ? '. Multiple checksum Types are not allowed.' : '';
    throw invalidRequest(`Expecting a single x-amz-checksum- header${more}`);
  }
  checkSdkAlgorithm(request, headers[0] ?? trailerAlgorithm);
  const [algorithm] = headers;
  if (algorithm === undefined) return { checksum: undefined, trailerAlgorithm };
  const value = request.header(checksumHeader(algorithm)) ?? '';
  if (!isChecksumValue(algorithm, value)) throw invalidChecksum(algorithm, 'header');
  return { checksum: { algorithm, value }, trailerAlgorithm };
}

function declaredTrailer(request: S3Request, framing: Framing | undefined): ChecksumAlgorithm | undefined {
  const name = request.header('x-amz-trailer')?.trim().toLowerCase();
  if (name === undefined) return undefined;
  refuseNotBuilt(name.replace('x-amz-checksum-', ''), 'x-amz-trailer');
  const algorithm = checksumAlgorithms.find((known) => checksumHeader(known) === name);
  if (!algorithm) throw invalidRequest('The value specified in the x-amz-trailer header is not supported');
  if (!framing?.trailers) throw invalidRequest('The x-amz-trailer header needs a payload with a trailer.');
  return algorithm;
}

function checkSdkAlgorithm(request: S3Request, found: ChecksumAlgorithm | undefined): void {
  const asked = request.header('x-amz-sdk-checksum-algorithm')?.toLowerCase();
  if (asked === undefined) return;
  refuseNotBuilt(asked, 'x-amz-sdk-checksum-algorithm');
  if (!checksumAlgorithms.some((algorithm) => algorithm === asked)) {
    throw invalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.');
  }
  if (found === undefined) {
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  if (found !== asked) throw invalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.');
}

export const invalidChecksum = (algorithm: ChecksumAlgorithm, place: 'header' | 'trailing header'): S3Error =>
  invalidRequest(`Value for ${checksumHeader(algorithm)} ${place} is invalid.`);
