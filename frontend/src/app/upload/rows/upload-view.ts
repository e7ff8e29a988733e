import { addSample, bytesPerSecond, type Sample } from '../../transfer/speed.ts';
import type { Upload } from '../../transfer/queue/upload-queue.ts';
import type { UploadState } from '../../transfer/upload-state.ts';

/** What the tray shows of one upload. */
export interface UploadView extends Upload {
  /** Bytes that are there or on their way, as far as known; kept while the connection is away or the person pauses. */
  readonly sentBytes: number;
  /** Bytes per second over the last moments, while it is being sent. */
  readonly speed: number | undefined;
}

/** Speed of one upload, from the moments its progress was told. */
export class SpeedMeter {
  #samples: readonly Sample[] = [];

  /** Takes in a new state; anything but sending starts over. */
  after(state: UploadState, nowMs: number): number | undefined {
    this.#samples = state.kind === 'sending' ? addSample(this.#samples, { atMs: nowMs, bytes: state.sentBytes }) : [];
    return bytesPerSecond(this.#samples);
  }
}

/** States that say nothing about bytes and change nothing about those that arrived. */
const keepsBytes: ReadonlySet<UploadState['kind']> = new Set([
  'retrying',
  'offline',
  'checking',
  'signed-out',
  'signing',
  'comparing',
  'needs-file',
]);

/** `before` is what was known of the same upload until now. */
export function sentBytesOf({ state, file }: Pick<Upload, 'state' | 'file'>, before = 0): number {
  if (state.kind === 'sending' || state.kind === 'paused') return Math.min(state.sentBytes, file.size);
  if (state.kind === 'done' || state.kind === 'completing') return file.size;
  return keepsBytes.has(state.kind) ? before : 0;
}
