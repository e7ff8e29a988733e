import type { CopyCompletion, CopyUpload } from '../../files/copy-store.ts';
import { describeOrRefused } from '../../files/describe-or-refused.ts';
import type { CopyNote } from '../change-record.ts';
import { copyParts, missingParts } from './copy-parts.ts';
import type { Copying, CopyResult, FileToCopyOf } from './copying.ts';
import { foundCopy, refusedCopy } from './refused-copy.ts';
import { isCopyOf } from './undone-copies.ts';
import { withoutAnswer, type NoAnswer } from './without-answer.ts';

/** Time for which S3 may be joining the parts of a copy, in milliseconds. */
const longestJoin = 4 * 60_000;
/** Time between two looks whether the file is there, in milliseconds. */
const betweenLooks = 1000;

/**
 * Goes on with the copy of a large file in parts. The note names the upload before a part is copied, and S3 says which parts
 * are there, so that any later call goes on where this one ends.
 */
export async function copyLarge(copying: Copying, file: FileToCopyOf, to: string): Promise<CopyResult> {
  const { copies } = copying.needs;
  const { key: from, version: etag, copy } = file;
  const { uploadId, joinedSince } = copying.notes.of(from) ?? {};
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
    else if (((await copies.copiedParts(upload)) ?? []).length > copied.length) copying.noteCopied();
    return refusedCopy(copying, file, to, outcome);
  }
  // Noted before S3 is asked, so that a later call knows that the answer may have been lost.
  if (joinedSince === undefined) {
    return { key: from, to, uploadId, joinedSince: copying.needs.clock.now().toISOString() };
  }
  const all = await copies.copiedParts(upload);
  if (all === undefined) return lost(copying, file, to);
  const { sizeBytes, crc64nvme } = copy;
  const completion = await copies.completeCopy({ ...upload, parts: all, sizeBytes, crc64nvme }).catch(withoutAnswer);
  return completed(copying, file, upload, completion);
}

/** Starts the upload, unless the name is taken: S3 would say so only when all parts are copied. */
async function begun(copying: Copying, file: FileToCopyOf, to: string): Promise<CopyResult> {
  const { copies, files } = copying.needs;
  if ((await describeOrRefused(files, to)) !== undefined) {
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
  completion: CopyCompletion | NoAnswer,
): Promise<CopyResult> {
  const { to } = upload;
  switch (completion.kind) {
    case 'copied':
      return { key: file.key, to, etag: completion.etag };
    case 'no-such-upload':
      return lost(copying, file, to);
    case 'conflict':
    case 'no-answer':
      return joining(copying, file, upload, completion.kind);
    case 'taken':
      return takenBy(copying, file, upload);
    case 'checksum-mismatch':
      await copying.needs.copies.abortCopy(upload);
      return { key: file.key, code: 'checksum-mismatch' };
  }
}

/** Finds out whether another call has completed the upload. Otherwise the copy begins again. */
async function lost(copying: Copying, file: FileToCopyOf, to: string): Promise<CopyNote> {
  const there = await describeOrRefused(copying.needs.files, to);
  return isCopyOf(file.copy, there) ? foundCopy(copying, file, to, there.etag) : { key: file.key, to };
}

/** Where the answer to an earlier attempt was lost, the file that is in the way is this copy. */
async function takenBy(copying: Copying, file: FileToCopyOf, upload: CopyUpload): Promise<CopyResult> {
  await copying.needs.copies.abortCopy(upload);
  return refusedCopy(copying, file, upload.to, { kind: 'taken', mayBeOurs: true });
}

/**
 * Waits for the file while S3 may still be joining the parts for a call whose answer was lost, or for this call. After four minutes
 * a conflict was another one: the key was written and deleted since the upload began, and the copy begins again. No answer
 * then counts as a failure, so that no change goes on for ever.
 */
async function joining(
  copying: Copying,
  file: FileToCopyOf,
  upload: CopyUpload,
  said: 'conflict' | 'no-answer',
): Promise<CopyResult> {
  const { files, copies, clock } = copying.needs;
  const since = copying.notes.of(file.key)?.joinedSince;
  const end = since === undefined ? 0 : Date.parse(since) + longestJoin;
  while ((await describeOrRefused(files, upload.to)) === undefined) {
    const now = clock.now().getTime();
    if (now >= end && said === 'no-answer') return 'unavailable';
    if (now >= end) {
      await copies.abortCopy(upload);
      return { key: file.key, to: upload.to };
    }
    if (copying.isLate()) return 'unfinished';
    await clock.waitUntil(new Date(now + betweenLooks));
  }
  return takenBy(copying, file, upload);
}
