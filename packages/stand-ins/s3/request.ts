import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { queryParameters, uriDecode, type SignedRequest } from '../sigv4/index.ts';
import { S3Error } from './errors.ts';

/** An HTTP request with what S3 reads from its address. */
export interface S3Request extends SignedRequest {
  readonly incoming: IncomingMessage;
  readonly requestId: string;
  readonly hostId: string;
  /** The bucket; `undefined` for a request to the service itself (ListBuckets). */
  readonly bucketName: string | undefined;
  /** The object key; empty for a request to the bucket. */
  readonly key: string;
  /** The first value of each parameter. */
  readonly query: ReadonlyMap<string, string>;
  /**
   * Returns the value of a header by its lower-case name, repeated headers joined with a comma. A header that a signer
   * has moved into the query counts too.
   */
  header(name: string): string | undefined;
  /** The lower-case names of all headers, also of those in the query. */
  readonly headerNames: readonly string[];
  /** How much of the body has been received. */
  readonly progress: { receivedBytes: number };
  /** Lets a client that waits with `Expect: 100-continue` send its body. */
  expectBody(): void;
}

export interface RequestIds {
  readonly requestId: string;
  readonly hostId: string;
}

export const newRequestIds = (): RequestIds => ({
  requestId: randomBytes(8).toString('hex').toUpperCase(),
  hostId: randomBytes(48).toString('base64'),
});

const maxKeyBytes = 1024;

/**
 * Reads a request. Both address styles are known: `/bucket/key`, and `bucket.localhost` as the host. Throws
 * `InvalidURI` or `KeyTooLongError`.
 */
export function readRequest(incoming: IncomingMessage, response: ServerResponse, ids: RequestIds): S3Request {
  const target = incoming.url ?? '/';
  if (!target.startsWith('/')) throw new S3Error('InvalidURI', { details: { URI: target } });
  const question = target.indexOf('?');
  const rawPath = question < 0 ? target : target.slice(0, question);
  const rawQuery = question < 0 ? '' : target.slice(question + 1);
  const query = decodedQuery(rawQuery);
  const moved = movedHeaders(query);
  const { bucketName, key } = address(decodedPath(rawPath), incoming.headers.host ?? '');
  return {
    ...ids,
    incoming,
    method: incoming.method ?? 'GET',
    rawPath,
    rawQuery,
    headers: incoming.headersDistinct,
    bucketName,
    key,
    query,
    header: (name) => incoming.headersDistinct[name]?.join(',') ?? moved.get(name),
    headerNames: [...Object.keys(incoming.headersDistinct), ...moved.keys()],
    progress: { receivedBytes: 0 },
    expectBody: () => {
      if (incoming.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
    },
  };
}

function address(path: string, host: string): { bucketName: string | undefined; key: string } {
  const virtual = /^(.+)\.localhost(:\d+)?$/.exec(host)?.[1];
  const [, first = '', rest = ''] = /^\/([^/]*)\/?(.*)$/s.exec(virtual ? `/${virtual}${path}` : path) ?? [];
  const sizeBytes = Buffer.byteLength(rest);
  if (sizeBytes > maxKeyBytes) {
    throw new S3Error('KeyTooLongError', { details: { Size: sizeBytes, MaxSizeAllowed: maxKeyBytes } });
  }
  return { bucketName: first || undefined, key: rest };
}

const conditions = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];
const ofSignature = ['algorithm', 'credential', 'date', 'expires', 'signedheaders', 'signature', 'security-token'];

/**
 * Returns the headers that the query has in their place: SDKs move `x-amz-…` there, and in a pre-signed URL S3 was recorded to
 * obey conditions too. Checksums there are ignored, as by S3.
 */
function movedHeaders(query: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const named = [...query].map(([name, value]) => [name.toLowerCase(), value] as const);
  const isPresigned = query.has('X-Amz-Signature');
  return new Map(named.filter(([name]) => isMovable(name) || (isPresigned && conditions.includes(name))));
}

function isMovable(name: string): boolean {
  if (!name.startsWith('x-amz-') || ofSignature.includes(name.slice('x-amz-'.length))) return false;
  return !/^x-amz-(?:sdk-)?(?:checksum-|content-sha256$)/.test(name);
}

function decodedPath(rawPath: string): string {
  try {
    return uriDecode(rawPath);
  } catch {
    throw new S3Error('InvalidURI', { details: { URI: rawPath } });
  }
}

function decodedQuery(rawQuery: string): ReadonlyMap<string, string> {
  try {
    // The order is reversed, so that the first of a repeated parameter wins.
    return new Map(queryParameters(rawQuery).reverse());
  } catch {
    throw new S3Error('InvalidURI', { details: { URI: `?${rawQuery}` } });
  }
}
