import type { CompleteUploadAnswer, CompleteUploadRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import type { FileStore, StoredFile } from '../files/file-store.ts';
import { objectKey } from '../files/object-key.ts';
import { writeCondition } from '../files/write-condition.ts';
import { allParts, noSuchUpload } from './all-parts.ts';
import { conditionFailed, holds } from '../files/condition.ts';
import { planProblem } from './plan-problem.ts';
import type { UploadPlace, UploadStore } from './upload-store.ts';

interface Needs {
  readonly files: FileStore;
  readonly uploads: UploadStore;
}

/**
 * Makes one file of the parts. All parts must be there, have the planned sizes and together match the checksum. No file may
 * have this name, or its current version must be `replaces`; S3 checks this in the same step.
 *
 * The call may be repeated: when an earlier call has completed the upload, this returns the answer of that call. So after
 * a lost answer, a timeout or `unavailable`, the same request finds out what happened.
 *
 * Throws `upload-incomplete` (and says which part), `already-exists`, `changed-meanwhile`, `upload-outdated`, after which
 * only a new upload helps, and `not-found`, which is the same for a stranger's upload.
 */
export async function completeUpload(
  needs: Needs,
  caller: Caller,
  request: CompleteUploadRequest,
): Promise<CompleteUploadAnswer> {
  const { uploadId, sizeBytes, crc64nvme } = request;
  const place = { key: objectKey(caller, request.path), uploadId };
  const condition = writeCondition(request.replaces);
  const parts = await allParts(needs.uploads, place);
  if (parts === undefined) return earlierAnswer(needs, place, request);
  const problem = planProblem(parts, sizeBytes);
  if (problem !== undefined) throw new CodedError('upload-incomplete', problem);
  const completion = await needs.uploads.complete({ ...place, parts, sizeBytes, crc64nvme, condition });
  switch (completion.kind) {
    case 'completed':
      return answer(request, completion.etag);
    case 'no-such-upload':
      return earlierAnswer(needs, place, request);
    case 'parts-refused':
      throw new CodedError('upload-incomplete', 'The parts together do not match the checksum of the file.');
    case 'condition-failed':
      // When two calls complete the upload at once, the file that is in the way may be this upload's own.
      if (await isOver(needs, place)) return earlierAnswer(needs, place, request);
      throw conditionFailed(condition);
    case 'conflict': {
      const current = await needs.files.describe(place.key);
      if (isOutcome(current, request) && (await isOver(needs, place))) return answer(request, current.etag);
      if (!holds(condition, current?.etag)) throw conditionFailed(condition);
      throw outdated();
    }
  }
}

/** Returns the answer of the call that completed the upload, when the file that was asked for is there. */
async function earlierAnswer(
  { files }: Needs,
  { key }: UploadPlace,
  request: CompleteUploadRequest,
): Promise<CompleteUploadAnswer> {
  const file = await files.describe(key);
  if (!isOutcome(file, request)) throw noSuchUpload();
  return answer(request, file.etag);
}

/** Whether `file` is what completing the upload makes. */
function isOutcome(file: StoredFile | undefined, { crc64nvme, sizeBytes }: CompleteUploadRequest): file is StoredFile {
  return file?.crc64nvme === crc64nvme && file.sizeBytes === sizeBytes;
}

async function isOver({ uploads }: Needs, place: UploadPlace): Promise<boolean> {
  return (await uploads.parts(place)) === undefined;
}

function answer({ path, sizeBytes, crc64nvme }: CompleteUploadRequest, etag: string): CompleteUploadAnswer {
  return { path, sizeBytes, etag, crc64nvme };
}

function outdated(): CodedError {
  const message = 'The file of this name was changed or deleted after the upload began. Start the upload again.';
  return new CodedError('upload-outdated', message, { field: 'uploadId' });
}
