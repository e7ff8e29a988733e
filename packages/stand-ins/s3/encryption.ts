import { randomBytes } from 'node:crypto';

import { invalidArgument } from './errors.ts';
import type { BucketCall } from './operations/call.ts';
import type { StoredHeaders } from './store/version-row.ts';

const algorithmHeader = 'x-amz-server-side-encryption';
const keyHeader = 'x-amz-server-side-encryption-aws-kms-key-id';
const bucketKeyHeader = 'x-amz-server-side-encryption-bucket-key-enabled';

/** S3's own keys, which encrypt every object that has no other setting, objects of earlier data included. */
const ofS3 = { [algorithmHeader]: 'AES256' };

/**
 * Returns the encryption of a new object or upload, as the headers that are stored with it and answered with it. The
 * bytes are stored unencrypted. `storedHeaders` has refused what the request may not ask for.
 */
export function newEncryption({ request, bucket }: BucketCall): StoredHeaders {
  const { kmsKeyArn, usesBucketKey } = bucket.encryption;
  if (kmsKeyArn === undefined || request.header(algorithmHeader) === 'AES256') return ofS3;
  return {
    [algorithmHeader]: 'aws:kms',
    [keyHeader]: kmsKeyArn,
    ...(usesBucketKey && { [bucketKeyHeader]: 'true' }),
  };
}

/** Returns the stored headers that say how the object is encrypted. */
export const encryptionOf = (headers: StoredHeaders): StoredHeaders => ({
  ...ofS3,
  ...Object.fromEntries(Object.entries(headers).filter(isAboutEncryption)),
});

/** Returns the other stored headers: the bucket of a copy decides how the copy is encrypted. */
export const withoutEncryption = (headers: StoredHeaders): StoredHeaders =>
  Object.fromEntries(Object.entries(headers).filter((header) => !isAboutEncryption(header)));

const isAboutEncryption = ([name]: readonly [string, string]): boolean => name.startsWith(algorithmHeader);

/**
 * Throws unless the requester may use the key of KMS: "kms:GenerateDataKey" to write, "kms:Decrypt" to read. The key's
 * own policy is taken to be the default one, which leaves the decision to IAM.
 */
export async function requireKeyAccess(
  { access, bucket, objectArn, region }: BucketCall,
  headers: StoredHeaders,
  action: 'kms:GenerateDataKey' | 'kms:Decrypt',
): Promise<void> {
  const keyArn = headers[keyHeader];
  if (keyArn === undefined) return;
  if (access.isAnonymous) {
    const message =
      'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.';
    throw invalidArgument(message, 'Authorization', 'null');
  }
  await access.require(action, keyArn, {
    'kms:ViaService': `s3.${region}.amazonaws.com`,
    'kms:EncryptionContext:aws:s3:arn': headers[bucketKeyHeader] === 'true' ? bucket.arn : objectArn,
  });
}

/**
 * Returns the ETag. "Objects encrypted by SSE-C or SSE-KMS have ETags that are not an MD5 digest of their object data."
 */
export const newEtagHex = (headers: StoredHeaders, md5Hex: string): string =>
  hasMd5Etag(headers) ? md5Hex : randomBytes(16).toString('hex');

/** Whether the ETag of an object of one piece with these stored headers is the MD5 of its bytes. */
export const hasMd5Etag = (headers: StoredHeaders): boolean => headers[keyHeader] === undefined;
