import { addSample, bytesPerSecond, type Sample } from '../../transfer/speed.ts';
import { isActive, type UploadState } from '../../transfer/upload-state.ts';
import type { UploadView } from './upload-view.ts';

export interface UploadTotals {
  files: number;
  /** Uploads in progress or waiting for their turn. */
  active: number;
  paused: number;
  done: number;
  failed: number;
  conflicts: number;
  /** Files that were not sent, because identical files are stored under their names. */
  identical: number;
  /** Files that are sent again, because somebody changed the files of their names meanwhile. */
  again: number;
  /** Uploads that would be lost if the page were left now. */
  atRisk: number;
  /** Sum of the sizes of all files that were stored or may still be stored. */
  totalBytes: number;
  sentBytes: number;
  /** Speed of all files together in bytes per second. */
  speed: number;
}

type Sums = Omit<UploadTotals, 'speed'>;

export const noTotals: UploadTotals = {
  files: 0,
  active: 0,
  paused: 0,
  done: 0,
  failed: 0,
  conflicts: 0,
  identical: 0,
  again: 0,
  atRisk: 0,
  totalBytes: 0,
  sentBytes: 0,
  speed: 0,
};

/** Keeps the totals of the tray as running sums, so that one changed file never costs a pass over all others. */
export class RunningTotals {
  #sums: Sums = noTotals;
  /** Bytes that this page has sent. Bytes of earlier visits must not count as speed. */
  #movedBytes = 0;
  #samples: readonly Sample[] = [];

  add(view: UploadView): void {
    this.#count(view, 1);
  }

  remove(view: UploadView): void {
    this.#count(view, -1);
  }

  change(before: UploadView, after: UploadView): void {
    if (before.state.kind === 'sending') this.#movedBytes += Math.max(0, after.sentBytes - before.sentBytes);
    this.#count(before, -1);
    this.#count(after, 1);
  }

  at(nowMs: number): UploadTotals {
    if (this.#sums.active === 0) this.#samples = [];
    else this.#samples = addSample(this.#samples, { atMs: nowMs, bytes: this.#movedBytes });
    return { ...this.#sums, speed: bytesPerSecond(this.#samples) ?? 0 };
  }

  #count(view: UploadView, sign: 1 | -1): void {
    const sums = this.#sums;
    const more = shareOf(view);
    this.#sums = {
      files: sums.files + sign,
      active: sums.active + sign * more.active,
      paused: sums.paused + sign * more.paused,
      done: sums.done + sign * more.done,
      failed: sums.failed + sign * more.failed,
      conflicts: sums.conflicts + sign * more.conflicts,
      identical: sums.identical + sign * more.identical,
      again: sums.again + sign * more.again,
      atRisk: sums.atRisk + sign * more.atRisk,
      totalBytes: sums.totalBytes + sign * more.totalBytes,
      sentBytes: sums.sentBytes + sign * more.sentBytes,
    };
  }
}

/** Returns what one upload adds to the totals. */
function shareOf({ state, file, sentBytes, isAgain }: UploadView): Omit<Sums, 'files'> {
  const { kind } = state;
  const paused = kind === 'paused';
  const active = isActive(state) && !paused;
  const counts = active || paused || kind === 'done';
  return {
    active: Number(active),
    paused: Number(paused),
    done: Number(kind === 'done'),
    failed: Number(kind === 'failed'),
    conflicts: Number(kind === 'conflict'),
    identical: Number(state.kind === 'skipped' && state.identical),
    again: Number(isAgain),
    atRisk: Number(active || isAtRisk(state)),
    totalBytes: counts ? file.size : 0,
    sentBytes: counts ? sentBytes : 0,
  };
}

/** Returns whether a waiting upload would be lost with the page. */
function isAtRisk(state: UploadState): boolean {
  if (state.kind === 'conflict') return true;
  // Parts on S3 are remembered, so the upload can be resumed after a reload.
  return state.kind === 'paused' && state.sentBytes === 0;
}
