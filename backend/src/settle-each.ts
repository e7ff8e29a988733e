import { CodedError } from './coded-error.ts';
import { inBatches } from './in-batches.ts';

/** A file of a request as it was checked, or the error for which it is refused. */
export type CheckedFile<TFile> = TFile | CodedError;

/** The files of a request, and the signal that fires when it is answered because its time is over. */
export interface CheckedFiles<TFile> {
  readonly files: readonly CheckedFile<TFile>[];
  readonly signal: AbortSignal;
}

/**
 * Does the same for each file, a bounded number at the same time. Resolves with what became of each of them, in the same
 * order: one that is refused, or fails, does not keep the others. After the signal has fired no other begins: the request is
 * answered then, and Lambda would go on with it in the next one.
 */
export function settleEach<TFile, TResult>(
  files: readonly CheckedFile<TFile>[],
  work: (file: TFile) => Promise<TResult>,
  signal: AbortSignal,
): Promise<PromiseSettledResult<TResult>[]> {
  return inBatches(files, async (file): Promise<PromiseSettledResult<TResult>> => {
    signal.throwIfAborted();
    if (file instanceof CodedError) return { status: 'rejected', reason: file };
    try {
      return { status: 'fulfilled', value: await work(file) };
    } catch (reason) {
      return { status: 'rejected', reason };
    }
  });
}
