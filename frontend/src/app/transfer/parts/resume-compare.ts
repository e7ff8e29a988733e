import type { CallOptions } from '../requests/api-calls.ts';
import { UploadFailure } from '../requests/upload-failure.ts';
import { listParts } from './list-parts.ts';
import { hashFrom } from './part-hasher.ts';
import type { PartsTask } from './parts-run.ts';

interface Comparison extends Pick<PartsTask, 'context' | 'calls' | 'ledger' | 'file' | 'uploadId' | 'path'> {
  compared: (comparedBytes: number) => void;
}

/**
 * Proves by content that `file` is the file whose upload was started: hashes each part that S3 has and compares it with
 * the checksum on S3, before anything is sent. Rejects with `UploadFailure` with `changed` and the number of the first
 * part that differs; nothing on S3 is changed then.
 */
export async function compareStored(comparison: Comparison, terms: CallOptions): Promise<void> {
  const { context, ledger, uploadId, compared } = comparison;
  const parts = context.listed.take(uploadId) ?? (await listParts(comparison, terms));
  let comparedBytes = 0;
  for (const { partNumber, sizeBytes, crc64nvme } of parts) {
    const mayBeOurs = partNumber <= ledger.plan.partCount && sizeBytes === ledger.sizeOf(partNumber);
    if (!mayBeOurs) throw new UploadFailure('changed', { partNumber });
    await hashFrom(comparison, partNumber, terms);
    if (ledger.checksum(partNumber) === crc64nvme) ledger.stored(partNumber);
    // An earlier visit read the same bytes as this one, so the part on S3 is wrong and is sent again.
    else if (ledger.remembered(partNumber) === undefined) throw new UploadFailure('changed', { partNumber });
    comparedBytes += sizeBytes;
    compared(comparedBytes);
  }
}
