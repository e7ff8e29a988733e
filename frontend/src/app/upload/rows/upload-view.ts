import { addSample, bytesPerSecond, type Sample } from '../../transfer/speed.ts';
import type { Upload } from '../../transfer/queue/upload-queue.ts';
import { hasEnded, type UploadState } from '../../transfer/upload-state.ts';

/** What the tray shows about one upload. */
export interface UploadView extends Upload {
  /**
   * Bytes that have arrived or are being sent, as far as known. The number is kept while the network is gone or the
   * upload is paused.
   */
  readonly sentBytes: number;
  /** Speed of the last moments in bytes per second, while the file is being sent. */
  readonly speed: number | undefined;
  /** Whether the file is sent again, because somebody changed the file of its name while it was sent. */
  readonly isAgain: boolean;
}

/** Measures the speed of one upload from its reports of progress. */
export class SpeedMeter {
  #samples: readonly Sample[] = [];

  /** Takes over a new state and returns the speed. Any state other than sending starts the measurement again. */
  after(state: UploadState, nowMs: number): number | undefined {
    this.#samples = state.kind === 'sending' ? addSample(this.#samples, { atMs: nowMs, bytes: state.sentBytes }) : [];
    return bytesPerSecond(this.#samples);
  }
}

/** Returns whether the file is sent again; `before` is what was known so far for the same upload. */
export const isSentAgain = (state: UploadState, before = false): boolean =>
  state.kind === 'starting-again' || (before && !hasEnded(state));

/** States that report no bytes. The bytes that have arrived stay as they were. */
const keepsBytes: ReadonlySet<UploadState['kind']> = new Set([
  'retrying',
  'offline',
  'no-room',
  'checking',
  'signed-out',
  'signing',
  'comparing',
  'needs-file',
]);

/** Returns the bytes that have been sent; `before` is the number known so far for the same upload. */
export function sentBytesOf({ state, file }: Pick<Upload, 'state' | 'file'>, before = 0): number {
  if (state.kind === 'sending' || state.kind === 'paused') return Math.min(state.sentBytes, file.size);
  if (state.kind === 'done' || state.kind === 'completing') return file.size;
  return keepsBytes.has(state.kind) ? before : 0;
}
