import { maxSinglePutBytes } from '@airlock/contract';
import type { FileToUpload, PresignPutAnswer } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { normalContentType } from './content-type.ts';
import { objectKey } from './object-key.ts';
import { refuseTooLarge } from './refuse-too-large.ts';
import type { PutSigner } from './signer.ts';
import { writeCondition } from './write-condition.ts';

/**
 * Signs the upload of one file. The URL stores bytes of exactly this size, type and checksum under the caller's own path, and
 * only when no file is there or when `replaces` is still the current version: no URL overwrites blindly.
 *
 * The checksum finds bytes that changed by accident. It does not bind the content against whoever holds the URL: CRC64NVME is
 * linear, so that they can compute other bytes with the same checksum. Nor is the URL good for one request only: S3 takes it
 * again whenever its condition holds, after the file was deleted or when the same bytes, with their ETag, replace themselves.
 * The lifecycle rule of the parameter KeptVersions limits how many versions this can leave (tests/attack/url-holder.spec.ts).
 * Throws `file-too-large` above the limit of the installation, and `use-multipart` above S3's limit for one request.
 */
export async function presignPut(
  { signer, maxFileBytes }: { signer: PutSigner; maxFileBytes: number },
  caller: Caller,
  { path, sizeBytes, contentType, crc64nvme, replaces, endpoint }: FileToUpload,
): Promise<PresignPutAnswer> {
  refuseTooLarge(sizeBytes, maxFileBytes);
  if (sizeBytes > maxSinglePutBytes) {
    throw new CodedError('use-multipart', 'S3 takes at most 5 GiB in one request: upload this file in parts.', {
      field: 'sizeBytes',
    });
  }
  const { url, headers, expiresAt } = await signer.signPut({
    key: objectKey(caller, path),
    sizeBytes,
    contentType: normalContentType(contentType),
    crc64nvme,
    condition: writeCondition(replaces),
    isDualStack: endpoint === 'dual-stack',
  });
  return { url, headers: { ...headers }, expiresAt: expiresAt.toISOString() };
}
