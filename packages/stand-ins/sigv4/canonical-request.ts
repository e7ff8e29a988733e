import { createHash } from 'node:crypto';

/** The parts of an HTTP request that a signature covers, exactly as they came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** The path before `?`, still percent-encoded. */
  readonly rawPath: string;
  /** The query after `?`, still percent-encoded; empty when there is none. */
  readonly rawQuery: string;
  /** Headers by lower-case name; a repeated header is a list, as in `IncomingMessage.headersDistinct`. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface CanonicalRequestOptions {
  readonly signedHeaders: readonly string[];
  /** The SHA-256 of the body in hex, or a value that the service allows in its place (`UNSIGNED-PAYLOAD`). */
  readonly payloadHash: string;
  /** True for S3, which encodes the path once and keeps `..` and `//`. Other services normalise it and encode it twice. */
  readonly singleEncoding: boolean;
}

/** Percent-encodes everything but `A-Z a-z 0-9 - . _ ~` in UTF-8, as SigV4 demands. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Undoes percent-encoding where `+` means a space, as S3 reads paths and queries. Throws `URIError` when it is malformed. */
export function uriDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** Returns the decoded name and value of each query parameter, in their order. Throws `URIError`. */
export function queryParameters(rawQuery: string): [name: string, value: string][] {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [uriDecode(pair), ''] : [uriDecode(pair.slice(0, equals)), uriDecode(pair.slice(equals + 1))];
    });
}

/** Folds a header as SigV4 does: trims its values, shortens runs of spaces to one, and joins repeats with a comma. */
export function headerValue(request: SignedRequest, name: string): string | undefined {
  const value = request.headers[name];
  if (value === undefined) return undefined;
  const values = typeof value === 'string' ? [value] : value;
  return values.map((one) => one.trim().replace(/ +/g, ' ')).join(',');
}

/**
 * Builds the canonical request of "Create a signed AWS API request" (AWS documentation). A signed header that the request
 * does not carry counts as empty, so that the signature cannot match by leaving it out.
 */
export function canonicalRequest(request: SignedRequest, options: CanonicalRequestOptions): string {
  const headers = options.signedHeaders.map((name) => `${name}:${headerValue(request, name) ?? ''}\n`).join('');
  return [
    request.method,
    canonicalPath(request.rawPath, options.singleEncoding),
    canonicalQuery(request.rawQuery),
    headers,
    options.signedHeaders.join(';'),
    options.payloadHash,
  ].join('\n');
}

export const sha256Hex = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

function canonicalPath(rawPath: string, singleEncoding: boolean): string {
  const path = singleEncoding ? uriDecode(rawPath) : normalised(rawPath);
  return path.split('/').map(uriEncode).join('/') || '/';
}

/** Removes dot segments (RFC 3986, section 5.2.4) and empty segments. */
function normalised(rawPath: string): string {
  const kept: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const slash = kept.length > 0 && rawPath.endsWith('/') ? '/' : '';
  return `/${kept.join('/')}${slash}`;
}

function canonicalQuery(rawQuery: string): string {
  return queryParameters(rawQuery)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]): [string, string] => [uriEncode(name), uriEncode(value)])
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Encoded text is ASCII, so comparing UTF-16 units is comparing bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
