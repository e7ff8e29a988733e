import type { ApiCalls } from '../requests/api-calls.ts';
import { progressReporter } from '../requests/progress-reporter.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { UploadFailure } from '../requests/upload-failure.ts';
import { UnreadableFile } from '../ports.ts';
import type { UploadRecord } from '../upload-record.ts';
import type { FailureReason, UploadState } from '../upload-state.ts';
import { abandonRecord } from './abandon-record.ts';
import { KeptUpload } from './kept-upload.ts';
import { runPhase, type PartsResult, type Phase, type Run, type Setback } from './run-phase.ts';
import { untilFree } from './until-free.ts';

export type { PartsResult } from './run-phase.ts';

/** Number of setbacks with which a run fails. */
const maxSetbacks = 3;

/** What the person is told when a run fails with a setback. */
const reasonOf: Readonly<Record<Setback, FailureReason>> = {
  'upload-gone': 'unavailable',
  'parts-missing': 'unavailable',
  'name-free-again': 'unavailable',
  outdated: 'kept-changing',
};

interface RunOptions {
  signal: AbortSignal;
  report: (state: UploadState) => void;
}

/**
 * Sends one file in parts: from the start of its upload on S3, or from where an earlier visit stopped, to the stored
 * file. `run` can be called again after a pause, a failure or an answered question, and continues from what is known.
 *
 * A failure never aborts the upload on S3. The parts stay there, and the upload can be resumed now, after a reload or
 * on another device. Only `abandon` frees the parts; the lifecycle rule of the bucket frees uploads that everybody
 * forgot.
 */
export class PartsUpload {
  readonly #upload: KeptUpload;

  constructor(context: TransferContext, calls: ApiCalls, file: Blob, record: UploadRecord) {
    this.#upload = new KeptUpload(context, calls, file, record);
  }

  get uploadId(): string | undefined {
    return this.#upload.record.uploadId;
  }

  /** Key of the record, which stays when the upload is started again. */
  get key(): string {
    return this.#upload.record.key;
  }

  /** Number of bytes that S3 has acknowledged. */
  get storedBytes(): number {
    return this.#upload.ledger.storedBytes;
  }

  /**
   * Sends the file and resolves with the result. Rejects with the signal's reason when the signal fires. `replaces` is
   * the ETag of the version that the person allowed to be replaced.
   */
  async run(replaces: string | undefined, { signal, report }: RunOptions): Promise<PartsResult> {
    this.#upload.record.replaces = replaces;
    try {
      return await this.#runPhases({ signal, ...progressReporter(report) });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UnreadableFile) return { kind: 'failed', reason: 'unreadable' };
      if (error instanceof UploadFailure) return error.state;
      throw error;
    } finally {
      await this.#upload.unlock();
    }
  }

  /**
   * Resolves when the other tab is closed or has ended the upload. Must be called after `run` has ended as `elsewhere`.
   */
  untilFree(signal: AbortSignal): Promise<void> {
    return untilFree(this.#upload.context, this.uploadId ?? '', signal);
  }

  /** Frees what S3 holds and removes the record, unless another tab sends the file. `run` must have ended. */
  abandon(signal: AbortSignal): Promise<void> {
    const { context, calls, record } = this.#upload;
    return abandonRecord(context, calls, record, signal);
  }

  async #runPhases(run: Run): Promise<PartsResult> {
    let phase: Phase = { kind: 'find-or-start' };
    const setbacks: Setback[] = [];
    for (;;) {
      const step = await runPhase(phase, this.#upload, run);
      if ('result' in step) return step.result;
      if ('next' in step) {
        phase = step.next;
        continue;
      }
      const { setback } = step;
      const isOutdated = setback === 'outdated';
      // S3 refuses for the second time to put parts together that were compared or sent again: only a new upload can help.
      if (isOutdated || (setback === 'parts-missing' && setbacks.includes(setback)))
        await this.#upload.outdate(isOutdated, run.signal);
      setbacks.push(setback);
      if (setbacks.length === maxSetbacks) throw new UploadFailure(reasonOf[setback]);
      if (setback === 'upload-gone') await this.#upload.forgetUpload();
      else this.#upload.ledger.forgetStored();
      phase = { kind: 'find-or-start' };
    }
  }
}
