import { partPlan, partSize } from '@airlock/contract';
import type { PresignPartsAnswer, PresignPartsRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { objectKey } from '../files/object-key.ts';
import { refuseTooLarge } from '../files/refuse-too-large.ts';
import type { PartSigner } from './part-signer.ts';

/**
 * Signs some parts of one upload, each with its exact size and checksum. This asks nothing of S3, which refuses the parts
 * of an upload that does not belong to this key. Throws `file-too-large` for a size above the limit of the installation, so that
 * no upload that began as a small file grows above it, and `invalid-request` for a part that the file does not have or that is
 * named twice.
 */
export async function presignParts(
  { signer, maxFileBytes }: { signer: PartSigner; maxFileBytes: number },
  caller: Caller,
  { uploadId, path, sizeBytes, parts }: PresignPartsRequest,
): Promise<PresignPartsAnswer> {
  refuseTooLarge(sizeBytes, maxFileBytes);
  const plan = partPlan(sizeBytes);
  refuseOtherParts(parts, plan.partCount);
  const key = objectKey(caller, path);
  const signed = await Promise.all(
    parts.map(async ({ partNumber, crc64nvme }) => {
      const part = { key, uploadId, partNumber, crc64nvme, sizeBytes: partSize(sizeBytes, plan, partNumber) };
      return { partNumber, ...(await signer.signPart(part)) };
    }),
  );
  return {
    parts: signed.map(({ partNumber, url, headers }) => ({ partNumber, url, headers: { ...headers } })),
    expiresAt: earliest(signed.map(({ expiresAt }) => expiresAt)).toISOString(),
  };
}

function refuseOtherParts(parts: PresignPartsRequest['parts'], partCount: number): void {
  const seen = new Set<number>();
  for (const [index, { partNumber }] of parts.entries()) {
    const field = `parts.${index}.partNumber`;
    if (partNumber > partCount) {
      throw new CodedError('invalid-request', `A file of this size has ${partCount} parts.`, { field });
    }
    if (seen.has(partNumber)) throw new CodedError('invalid-request', 'Is given more than once.', { field });
    seen.add(partNumber);
  }
}

const earliest = (moments: readonly Date[]): Date => new Date(Math.min(...moments.map((moment) => moment.getTime())));
