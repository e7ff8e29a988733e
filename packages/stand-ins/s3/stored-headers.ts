import { headerNotImplemented, invalidArgument, S3Error } from './errors.ts';
import type { S3Request } from './request.ts';
import type { StoredHeaders } from './store/version-row.ts';

const systemHeaders = ['cache-control', 'content-disposition', 'content-language', 'expires'];
const metadataPrefix = 'x-amz-meta-';
const maxMetadataBytes = 2048;

/** Headers that S3 documents for PutObject and that this stand-in has not built. */
const notBuilt = [
  'x-amz-object-lock-legal-hold',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-server-side-encryption-context',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-server-side-encryption-customer-key',
  'x-amz-server-side-encryption-customer-key-md5',
  'x-amz-website-redirect-location',
  'x-amz-write-offset-bytes',
];

/**
 * Returns the headers that are stored with an object and answered with it. Throws for headers that S3 or this stand-in
 * refuses.
 */
export function storedHeaders(request: S3Request): StoredHeaders {
  refuseNotBuilt(request);
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

function refuseNotBuilt(request: S3Request): void {
  for (const name of notBuilt) if (request.header(name) !== undefined) throw headerNotImplemented(name);
  const storageClass = request.header('x-amz-storage-class') ?? 'STANDARD';
  if (storageClass !== 'STANDARD') throw headerNotImplemented('x-amz-storage-class');
  const encryption = request.header('x-amz-server-side-encryption') ?? 'AES256';
  if (encryption !== 'AES256') throw headerNotImplemented('x-amz-server-side-encryption');
}

/**
 * Throws when a request names an encryption. A part is encrypted as its upload is, and a read cannot choose. With
 * UploadPart, GetObject and HeadObject S3 takes only a customer's key, which is not built here.
 */
export function refuseEncryption(request: S3Request): void {
  const found = Object.keys(request.headers).find((name) => name.startsWith('x-amz-server-side-encryption'));
  if (found === undefined) return;
  if (found.includes('customer')) throw headerNotImplemented(found);
  const message = `${found} header is not supported for this operation.`;
  throw invalidArgument(message, found, request.header(found) ?? '');
}

/** Returns the metadata. S3 also takes metadata that a signer moved into the query. */
function metadata(request: S3Request): StoredHeaders {
  const fromHeaders = Object.keys(request.headers).filter((name) => name.startsWith(metadataPrefix));
  const fromQuery = [...request.query].filter(([name]) => name.toLowerCase().startsWith(metadataPrefix));
  const found = {
    ...Object.fromEntries(fromQuery.map(([name, value]) => [name.toLowerCase(), value])),
    ...present(fromHeaders, (name) => request.header(name)),
  };
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

    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      const parameter = `response-${name}`;
      throw invalidArgument('Header value cannot be represented using ISO-8859-1.', parameter, value);
    }
  }
  return found;
}

/** Throws for ACLs, which are off under `BucketOwnerEnforced`. Only the ACL that states what holds anyway is taken. */
export function refuseAcls(request: S3Request): void {
  const acl = request.header('x-amz-acl') ?? request.query.get('x-amz-acl');
  const grants = Object.keys(request.headers).some((name) => name.startsWith('x-amz-grant-'));
  if (grants || (acl !== undefined && acl !== 'bucket-owner-full-control')) {
    throw new S3Error('AccessControlListNotSupported');
  }
}
