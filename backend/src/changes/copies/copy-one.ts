import { CodedError } from '../../coded-error.ts';
import type { FileCopied } from '../../files/copy-store.ts';
import { describeOrRefused } from '../../files/describe-or-refused.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { CopyNote } from '../change-record.ts';
import { copyLarge } from './copy-large.ts';
import type { Copying, CopyResult, FileToCopyOf } from './copying.ts';
import { refusedCopy } from './refused-copy.ts';
import { largeFileBytes } from './slice-budget.ts';

/** Copies one file to its new key, where no file is. */
export async function copyOne(copying: Copying, file: FileToCopyOf): Promise<CopyResult> {
  if (copying.isLate()) return 'unfinished';
  const to = copying.notes.of(file.key)?.to ?? file.copy.to;
  try {
    return await (file.copy.sizeBytes > largeFileBytes ? copyLarge : copyWhole)(copying, file, to);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'unavailable') return 'unavailable';
    throw error;
  }
}

async function copyWhole(copying: Copying, file: FileToCopyOf, to: string): Promise<CopyResult> {
  const { key: from, version: etag } = file;
  const outcome = await copying.needs.copies.copyFile({ from, etag, to }, copying.signal);
  if (outcome.kind !== 'copied') return refusedCopy(copying, file, to, outcome);
  copying.noteCopied();
  return compared(copying, file, { to, ...outcome });
}

/**
 * Notes a copy whose checksum is that of the file, and removes any other. Where the store refuses that, the file is at both names.
 * A file that another tool stored without a CRC64NVME is compared by its size, which the store describes.
 */
async function compared(
  { needs: { files } }: Copying,
  { key, copy }: FileToCopyOf,
  { to, etag, crc64nvme }: FileCopied & { readonly to: string },
): Promise<CopyNote> {
  const isEqual =
    copy.crc64nvme === undefined ? await hasSize(files, to, copy.sizeBytes) : copy.crc64nvme === crc64nvme;
  if (isEqual) return { key, to, etag };
  const [outcome] = await files.deleteVersions([{ key: to, etag }]);
  return { key, code: outcome === 'refused' ? 'only-copied' : 'checksum-mismatch' };
}

/** Whether a file has this size. One that the store does not describe cannot be compared, and does not count as equal. */
async function hasSize(files: FileStore, key: string, sizeBytes: number): Promise<boolean> {
  const there = await describeOrRefused(files, key);
  return there !== undefined && there !== 'refused' && there.sizeBytes === sizeBytes;
}
