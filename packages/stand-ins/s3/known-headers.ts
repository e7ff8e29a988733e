import { headerNotImplemented } from './errors.ts';
import type { S3Request } from './request.ts';

/** Headers that S3 takes with every request, and those of a body. A name that ends in `-` stands for all that begin so. */
const everywhere = [
  ...['x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token', 'x-amz-user-agent', 'x-amz-api-version'],
  ...['x-amz-expected-bucket-owner', 'x-amz-request-payer'],
  ...['x-amz-checksum-', 'x-amz-sdk-checksum-algorithm', 'x-amz-trailer', 'x-amz-decoded-content-length'],
];

const encryption = 'x-amz-server-side-encryption';
const acls = ['x-amz-acl', 'x-amz-grant-'];
const ofNewObjects = [...acls, 'x-amz-meta-', 'x-amz-tagging', 'x-amz-storage-class', encryption];
const copySource = [
  ...['x-amz-copy-source', 'x-amz-source-expected-bucket-owner', 'x-amz-copy-source-if-match'],
  ...[
    'x-amz-copy-source-if-none-match',
    'x-amz-copy-source-if-modified-since',
    'x-amz-copy-source-if-unmodified-since',
  ],
];
/** Known, so that the operation can refuse them in the words of S3: only the start of an upload or a write may have them. */
const ofKeys = [encryption, ...['-aws-kms-key-id', '-bucket-key-enabled', '-context'].map((end) => encryption + end)];

/** Operation as the router names it → the headers that it obeys beside those of every request. */
const byOperation: Readonly<Record<string, readonly string[]>> = {
  'PUT object': ofNewObjects,
  'PUT object copy': [...ofNewObjects, ...copySource, 'x-amz-metadata-directive', 'x-amz-tagging-directive'],
  'GET object': ofKeys,
  'HEAD object': ofKeys,
  'GET object attributes': ['x-amz-object-attributes', 'x-amz-max-parts', 'x-amz-part-number-marker'],
  'POST object uploads': ofNewObjects,
  'PUT object uploadId': ofKeys,
  'PUT object uploadId copy': [...ofKeys, ...copySource, 'x-amz-copy-source-range'],
  'POST object uploadId': ['x-amz-mp-object-size'],
  'PUT bucket': [...acls, 'x-amz-object-ownership', 'x-amz-bucket-object-lock-enabled'],
};

/**
 * Throws `NotImplemented` for an `x-amz-` header that the operation does not obey here. What S3 does with it is either not
 * built or not known, and a header that is silently dropped would be a request half obeyed.
 */
export function refuseUnknownHeaders({ headerNames }: S3Request, operation: string): void {
  const known = [...everywhere, ...(byOperation[operation] ?? [])];
  const isKnown = (name: string) => known.some((it) => (it.endsWith('-') ? name.startsWith(it) : name === it));
  const unknown = headerNames.find((name) => name.startsWith('x-amz-') && !isKnown(name));
  if (unknown !== undefined) throw headerNotImplemented(unknown);
}
