import { headerNotImplemented, invalidArgument, S3Error } from './errors.ts';
import type { BucketCall } from './operations/call.ts';
import type { S3Request } from './request.ts';
import type { StoredHeaders } from './store/version-row.ts';

const systemHeaders = ['cache-control', 'content-disposition', 'content-language', 'expires'];
const metadataPrefix = 'x-amz-meta-';
const maxMetadataBytes = 2048;

/** Returns the headers that are stored with an object and answered with it. Throws `MetadataTooLarge`. */
export function storedHeaders(request: S3Request): StoredHeaders {
  const contentEncoding = (request.header('content-encoding') ?? '')
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked')
    .join(',');
  return {
    'content-type': request.header('content-type') ?? 'binary/octet-stream',
    ...(contentEncoding && { 'content-encoding': contentEncoding }),
    ...present(systemHeaders, (name) => request.header(name)),
    ...metadata(request),
  };
}

/** Throws for a storage class or an encryption of a new object that is not built; other headers are refused before. */
export function refuseNotBuiltStorage(request: S3Request): void {
  const storageClass = request.header('x-amz-storage-class') ?? 'STANDARD';
  if (storageClass !== 'STANDARD') throw headerNotImplemented('x-amz-storage-class');
  const encryption = request.header('x-amz-server-side-encryption') ?? 'AES256';
  if (encryption !== 'AES256') throw headerNotImplemented('x-amz-server-side-encryption');
}

/**
 * Throws when a request names an encryption. A part is encrypted as its upload is, and a read cannot choose. S3 takes only a
 * customer's key there, which is not built and has been refused before.
 */
export function refuseEncryption(request: S3Request): void {
  const found = request.headerNames.find((name) => name.startsWith('x-amz-server-side-encryption'));
  if (found === undefined) return;
  const message = `${found} header is not supported for this operation.`;
  throw invalidArgument(message, found, request.header(found) ?? '');
}

function metadata(request: S3Request): StoredHeaders {
  const names = request.headerNames.filter((name) => name.startsWith(metadataPrefix));
  const found = present(names, (name) => request.header(name));
  const sizeBytes = Object.entries(found).reduce(
    (sum, [name, value]) => sum + name.length - metadataPrefix.length + Buffer.byteLength(value, 'latin1'),
    0,
  );
  if (sizeBytes > maxMetadataBytes) {
    throw new S3Error('MetadataTooLarge', { details: { Size: sizeBytes, MaxSizeAllowed: maxMetadataBytes } });
  }
  return found;
}

function present(names: readonly string[], read: (name: string) => string | undefined): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

/** Returns the `response-…` parameters of a GET. Only signed requests may use them (GetObject, API Reference). */
export function responseOverrides(request: S3Request, isAnonymous: boolean): StoredHeaders {
  const found = present(overrides, (name) => request.query.get(`response-${name}`));
  for (const [name, value] of Object.entries(found)) {
    if (isAnonymous) {
      const message = 'Request specific response headers cannot be used for anonymous GET requests.';
      throw new S3Error('InvalidRequest', { message });
    }
    // AWS does not document what an empty value does, and other servers ignore it.
    if (value === '') throw invalidArgument('Header value cannot be empty.', `response-${name}`, value);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      const parameter = `response-${name}`;
      throw invalidArgument('Header value cannot be represented using ISO-8859-1.', parameter, value);
    }
  }
  return found;
}

/**
 * Throws for ACLs, which are off under `BucketOwnerEnforced`. Only the ACL that states what holds anyway is taken. A bucket
 * whose ownership controls were deleted has ACLs, which are not built.
 */
export function refuseAcls({ request, bucket }: BucketCall): void {
  const acl = request.header('x-amz-acl');
  const grant = request.headerNames.find((name) => name.startsWith('x-amz-grant-'));
  if (grant === undefined && (acl === undefined || acl === 'bucket-owner-full-control')) return;
  if (bucket.hasAcls) throw headerNotImplemented(grant ?? 'x-amz-acl');
  throw new S3Error('AccessControlListNotSupported');
}
