import type { CompleteUploadRequest } from '@airlock/contract';

import type { ApiCalls, CallOptions } from '../requests/api-calls.ts';
import { UploadFailure } from '../requests/upload-failure.ts';
import { UploadGone } from './list-parts.ts';
import { isNameTaken } from './name-taken.ts';
import type { Clock } from '../ports.ts';

export type Completion =
  | { kind: 'stored'; crc64nvme: string }
  /** S3 does not have all parts. */
  | { kind: 'incomplete' }
  /** The name already exists, or the file to replace has changed. S3 keeps the parts. */
  | { kind: 'name-taken' }
  /** The file of this name was written or deleted after the upload was started: S3 takes the upload no more. */
  | { kind: 'outdated' };

/** Time in milliseconds after which another write that was under way has ended. */
const settledAfterMs = 2_000;
/** Times in milliseconds to wait between the calls after a lost answer. S3 may join the parts of a large file for minutes. */
const joinedAfterMs = [2_000, 4_000, 8_000, 16_000, 30_000, 60_000, 60_000, 60_000];

/**
 * Lets S3 join the parts. It is safe to repeat: after a lost answer, a status of 504 or a conflict the call is made
 * again, and an upload that is already completed gives the same answer as the first time. Rejects with `UploadGone`
 * when S3 knows neither the upload nor its outcome.
 */
export async function completeUpload(
  clock: Clock,
  calls: ApiCalls,
  request: CompleteUploadRequest,
  terms: CallOptions,
): Promise<Completion> {
  const answers = { lost: 0 };
  const lostAnswer = () => {
    answers.lost += 1;
    return Promise.resolve(undefined);
  };
  for (let asked = 0; ; asked += 1) {
    const completion = await complete(calls, request, terms, lostAnswer);
    // S3 gives the same answer while another write is under way, perhaps an earlier try of this very call. Asking again
    // costs less than sending all parts again.
    const waitMs = (answers.lost > 0 ? joinedAfterMs : [settledAfterMs])[asked];
    if (completion.kind !== 'outdated' || waitMs === undefined) return completion;
    await clock.wait(waitMs, terms.signal);
  }
}

async function complete(
  calls: ApiCalls,
  request: CompleteUploadRequest,
  terms: CallOptions,
  lostAnswer: () => Promise<undefined>,
): Promise<Completion> {
  try {
    const { crc64nvme } = await calls.call((api) => api.completeUpload(request, terms.signal), terms, lostAnswer);
    return { kind: 'stored', crc64nvme };
  } catch (error) {
    if (isNameTaken(error)) return { kind: 'name-taken' };
    if (!(error instanceof UploadFailure)) throw error;
    if (error.code === 'upload-incomplete') return { kind: 'incomplete' };
    if (error.code === 'upload-outdated') return { kind: 'outdated' };
    throw error.code === 'not-found' ? new UploadGone() : error;
  }
}
