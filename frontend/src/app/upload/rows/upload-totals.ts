import { addSample, bytesPerSecond, type Sample } from '../../transfer/speed.ts';
import { isActive, type UploadState } from '../../transfer/upload-state.ts';
import type { UploadView } from './upload-view.ts';

export interface UploadTotals {
  files: number;
  /** On their way, or soon. */
  active: number;
  paused: number;
  done: number;
  failed: number;
  conflicts: number;
  /** Not stored yet, and nobody would go on with them after the page was left. */
  atRisk: number;
  /** Sizes of all files that were or may still be stored. */
  totalBytes: number;
  sentBytes: number;
  /** Of all files together, bytes per second. */
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
  atRisk: 0,
  totalBytes: 0,
  sentBytes: 0,
  speed: 0,
};

/** What the head of the tray says, kept as running sums: one changed file never costs a look at all the others. */
export class RunningTotals {
  #sums: Sums = noTotals;
  /** Bytes sent by this page: what earlier visits had sent must not count as speed. */
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
      atRisk: sums.atRisk + sign * more.atRisk,
      totalBytes: sums.totalBytes + sign * more.totalBytes,
      sentBytes: sums.sentBytes + sign * more.sentBytes,
    };
  }
}

/** What one upload adds to the sums. */
function shareOf({ state, file, sentBytes }: UploadView): Omit<Sums, 'files'> {
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
    atRisk: Number(active || isAtRisk(state)),
    totalBytes: counts ? file.size : 0,
    sentBytes: counts ? sentBytes : 0,
  };
}

/** Waits for the person, and only this page knows of it. */
function isAtRisk(state: UploadState): boolean {
  // An unanswered question is a file that is not stored, unless the very same bytes are there already.
  if (state.kind === 'conflict') return !state.identical;
  // Parts that S3 has are remembered: such an upload goes on after a reload.
  return state.kind === 'paused' && state.sentBytes === 0;
}
