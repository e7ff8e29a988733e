import { array, boolean, length, optional, pipe, regex, strictObject, string, variant, literal } from 'valibot';

import { invalidArgument, operationNotImplemented } from '../errors.ts';
import { element, readXml } from '../xml-read.ts';
import { xmlDocument } from '../xml.ts';
import { xmlSetting, type Setting } from './setting.ts';
import { flag } from './text-values.ts';

/** How a bucket encrypts a new object when the request does not say. */
export interface DefaultEncryption {
  /** ARN of the key of KMS; `undefined` stands for S3's own keys, SSE-S3. */
  readonly kmsKeyArn: string | undefined;
  readonly usesBucketKey: boolean;
}

/** SSE-S3, by which "all new object uploads … are automatically encrypted" when nothing else is set. */
const byDefault: DefaultEncryption = { kmsKeyArn: undefined, usesBucketKey: false };

/**
 * Matches the ARN of a key. An id, an alias or the key that AWS manages would have to be looked up, which is not built.
 */
const arnOfKey = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/.+$/;

/**
 * The property of `AWS::S3::Bucket`. It is strict: a property that demands more than is built must not be half obeyed.
 */
export const encryptionProperties = strictObject({
  ServerSideEncryptionConfiguration: pipe(
    array(
      strictObject({
        BucketKeyEnabled: optional(boolean(), false),
        ServerSideEncryptionByDefault: variant('SSEAlgorithm', [
          strictObject({ SSEAlgorithm: literal('AES256') }),
          strictObject({ SSEAlgorithm: literal('aws:kms'), KMSMasterKeyID: pipe(string(), regex(arnOfKey)) }),
        ]),
      }),
    ),
    length(1),
  ),
});

const encryptionXml = strictObject({
  ServerSideEncryptionConfiguration: element({
    Rule: pipe(
      array(
        element({
          ApplyServerSideEncryptionByDefault: optional(
            element({ SSEAlgorithm: string(), KMSMasterKeyID: optional(string()) }),
          ),
          BucketKeyEnabled: optional(flag, 'false'),
        }),
      ),
      length(1),
    ),
  }),
});

export const encryptionSetting: Setting = {
  ...xmlSetting,
  subresource: 'encryption',
  actions: {
    get: 's3:GetEncryptionConfiguration',
    put: 's3:PutEncryptionConfiguration',
    delete: 's3:PutEncryptionConfiguration',
  },
  absent: { document: writeEncryption(byDefault) },
  accept: (document) => writeEncryption(readEncryption(document)),
};

/** Reads a configuration. Throws what S3 refuses and what is not built. */
export function readEncryption(document: string | undefined): DefaultEncryption {
  if (document === undefined) return byDefault;
  const [rule] = readXml(document, ['Rule'], encryptionXml).ServerSideEncryptionConfiguration.Rule;
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: key } = rule?.ApplyServerSideEncryptionByDefault ?? {
    SSEAlgorithm: 'AES256',
  };
  const usesBucketKey = rule?.BucketKeyEnabled ?? false;
  if (algorithm === 'AES256') {
    if (key === undefined) return { kmsKeyArn: undefined, usesBucketKey };
    const message = 'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse';
    throw invalidArgument(message, 'ApplyServerSideEncryptionByDefault', algorithm);
  }
  if (algorithm !== 'aws:kms') throw operationNotImplemented(`encryption by ${algorithm}`);
  if (key === undefined || !arnOfKey.test(key)) throw operationNotImplemented('keys of KMS that no ARN names');
  return { kmsKeyArn: key, usesBucketKey };
}

export function writeEncryption({ kmsKeyArn, usesBucketKey }: DefaultEncryption): string {
  return xmlDocument('ServerSideEncryptionConfiguration', {
    Rule: {
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: kmsKeyArn === undefined ? 'AES256' : 'aws:kms',
        KMSMasterKeyID: kmsKeyArn,
      },
      BucketKeyEnabled: usesBucketKey,
    },
  });
}
