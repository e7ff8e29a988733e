import type { Upload } from '../transfer/upload-queue.ts';
import { isActive } from '../transfer/upload-state.ts';

export interface UploadTotals {
  files: number;
  active: number;
  done: number;
  failed: number;
  conflicts: number;
  /** Sizes of all files that were or may still be stored. */
  totalBytes: number;
  sentBytes: number;
  /** Of all files together, bytes per second. */
  speed: number;
}

/** Sums up what the head of the tray says. */
export function totalsOf(uploads: readonly (Upload & { speed: number | undefined })[]): UploadTotals {
  const totals = {
    files: uploads.length,
    active: 0,
    done: 0,
    failed: 0,
    conflicts: 0,
    totalBytes: 0,
    sentBytes: 0,
    speed: 0,
  };
  for (const { state, file, speed } of uploads) {
    if (isActive(state)) totals.active += 1;
    if (state.kind === 'done') totals.done += 1;
    if (state.kind === 'failed') totals.failed += 1;
    if (state.kind === 'conflict') totals.conflicts += 1;
    if (isActive(state) || state.kind === 'done') totals.totalBytes += file.size;
    if (state.kind === 'sending') totals.sentBytes += Math.min(state.sentBytes, file.size);
    if (state.kind === 'done') totals.sentBytes += file.size;
    totals.speed += speed ?? 0;
  }
  return totals;
}
