import type { CopyCompletion, CopyUpload } from '../../files/copy-store.ts';
import type { CopyNote } from '../change-record.ts';
import { copyParts, missingParts } from './copy-parts.ts';
import type { Copying, CopyResult, FileToCopyOf } from './copying.ts';
import { refusedCopy } from './refused-copy.ts';
import { isCopyOf } from './undone-copies.ts';

/**
 * Goes on with the copy of a large file in parts. The note names the upload before a part is copied, and S3 says which parts
 * are there, so that any later call goes on where this one ends.
 */
export async function copyLarge(copying: Copying, file: FileToCopyOf, to: string): Promise<CopyResult> {
  const { copies } = copying.needs;
  const { key: from, version: etag, copy } = file;
  const uploadId = copying.notes.of(from)?.uploadId;
  if (uploadId === undefined) return begun(copying, file, to);
  const upload = { from, etag, to, uploadId };
  const copied = await copies.copiedParts(upload);
  if (copied === undefined) return lost(copying, file, to);
  const parts = missingParts(copy.sizeBytes, copied);
  const outcome = await copyParts(copies, { upload, parts, isLate: copying.isLate, signal: copying.signal });
  if (outcome.kind === 'no-such-upload') return lost(copying, file, to);
  if (outcome.kind === 'some') return 'unfinished';
  if (outcome.kind !== 'all') {
    if (outcome.kind !== 'unknown') await copies.abortCopy(upload);
    return refusedCopy(copying, file, to, outcome);
  }
  const all = await copies.copiedParts(upload);
  if (all === undefined) return lost(copying, file, to);
  const { sizeBytes, crc64nvme } = copy;
  return completed(copying, file, upload, await copies.completeCopy({ ...upload, parts: all, sizeBytes, crc64nvme }));
}

/** Starts the upload, unless the name is taken: S3 would say so only when all parts are copied. */
async function begun(copying: Copying, file: FileToCopyOf, to: string): Promise<CopyResult> {
  const { copies, files } = copying.needs;
  if ((await files.describe(to)) !== undefined) {
    return refusedCopy(copying, file, to, { kind: 'taken', mayBeOurs: false });
  }
  const started = await copies.startCopy({ from: file.key, etag: file.version, to });
  if (started.kind !== 'started') return refusedCopy(copying, file, to, started);
  return { key: file.key, to, uploadId: started.uploadId };
}

async function completed(
  copying: Copying,
  file: FileToCopyOf,
  upload: CopyUpload,
  completion: CopyCompletion,
): Promise<CopyResult> {
  const { to } = upload;
  switch (completion.kind) {
    case 'copied':
      return { key: file.key, to, etag: completion.etag };
    case 'no-such-upload':
      // The upload may still be there, and take no more because the key was written and deleted since.
      await copying.needs.copies.abortCopy(upload);
      return lost(copying, file, to);
    case 'taken':
      await copying.needs.copies.abortCopy(upload);
      // Where the answer to an earlier attempt was lost, the file that is in the way is this copy.
      return refusedCopy(copying, file, to, { kind: 'taken', mayBeOurs: true });
    case 'checksum-mismatch':
      await copying.needs.copies.abortCopy(upload);
      return { key: file.key, code: 'checksum-mismatch' };
  }
}

/** Finds out whether another call has completed the upload. Otherwise the copy begins again. */
async function lost({ needs }: Copying, { key, copy }: FileToCopyOf, to: string): Promise<CopyNote> {
  const there = await needs.files.describe(to);
  return there !== undefined && isCopyOf(copy, there) ? { key, to, etag: there.etag } : { key, to };
}
