import { randomBytes } from 'node:crypto';

import { invalidArgument } from './errors.ts';
import type { BucketCall } from './operations/call.ts';
import type { StoredHeaders } from './store/version-row.ts';

const algorithmHeader = 'x-amz-server-side-encryption';
const keyHeader = 'x-amz-server-side-encryption-aws-kms-key-id';
const bucketKeyHeader = 'x-amz-server-side-encryption-bucket-key-enabled';

/** S3's own keys: what every object has that nothing else is said of, those of earlier data too. */
const ofS3 = { [algorithmHeader]: 'AES256' };

/**
 * How a new object or upload is encrypted, as the headers that are kept with it and answered with it. The bytes are
 * kept as they are. `storedHeaders` has refused what the request may not ask for.
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

/** The part of the stored headers that says how the object is encrypted. */
export const encryptionOf = (headers: StoredHeaders): StoredHeaders => ({
  ...ofS3,
  ...Object.fromEntries(Object.entries(headers).filter(isAboutEncryption)),
});

/** The rest: a copy is encrypted as its own bucket wants it. */
export const withoutEncryption = (headers: StoredHeaders): StoredHeaders =>
  Object.fromEntries(Object.entries(headers).filter((header) => !isAboutEncryption(header)));

const isAboutEncryption = ([name]: readonly [string, string]): boolean => name.startsWith(algorithmHeader);

/**
 * What S3 asks KMS for, with the caller's rights: "kms:GenerateDataKey" to write, "kms:Decrypt" to read. The key's own
 * policy is taken to be the default one, which leaves it to IAM.
 */
export async function demandKey(
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
  await access.demand(action, keyArn, {
    'kms:ViaService': `s3.${region}.amazonaws.com`,
    'kms:EncryptionContext:aws:s3:arn': headers[bucketKeyHeader] === 'true' ? bucket.arn : objectArn,
  });
}

/** "Objects encrypted by SSE-C or SSE-KMS have ETags that are not an MD5 digest of their object data." */
export const newEtagHex = (headers: StoredHeaders, md5Hex: string): string =>
  headers[keyHeader] === undefined ? md5Hex : randomBytes(16).toString('hex');
