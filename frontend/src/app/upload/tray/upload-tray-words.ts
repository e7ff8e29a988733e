import { formatBytes, formatDuration } from '../../format/format.ts';
import { secondsLeft } from '../../transfer/speed.ts';
import { uploadText } from '../../text/upload-text.ts';
import type { UploadTotals } from '../rows/upload-totals.ts';

const words = uploadText;

/** Returns the heading of the tray: what matters most now. */
export function trayTitle(totals: UploadTotals, unfinished: number): string {
  const { files, active, paused, done, failed, conflicts, identical } = totals;
  if (files === 0) return words.unfinished.title(unfinished);
  if (active > 0) return words.uploading(active);
  if (conflicts > 0) return words.question(conflicts);
  if (paused > 0) return words.paused(paused);
  if (failed > 0) return words.someFailed(done, failed);
  if (done > 0) return words.allDone(done);
  return identical > 0 ? words.allThere(identical) : words.nothing;
}

/**
 * Returns the line below the heading: open questions, time left, amount and speed, or what was there before. What matters
 * most comes first, because a narrow tray cuts the end off.
 */
export function trayDetail(totals: UploadTotals, isOnline: boolean): string {
  const { active, paused, done, failed, conflicts, identical } = totals;
  const there = identical > 0 ? [words.alreadyThere(identical)] : [];
  if (active + paused === 0) return done + failed + conflicts > 0 ? there.join('') : '';
  if (active > 0 && !isOnline) return words.offlineNow;
  const waiting = active > 0 && conflicts > 0 ? [words.waiting(conflicts)] : [];
  return [...waiting, ...progressWords(totals), ...there].join(' · ');
}

function progressWords({ active, sentBytes, totalBytes, speed }: UploadTotals): string[] {
  const amount = words.of(formatBytes(sentBytes), formatBytes(totalBytes));
  if (active === 0 || speed === 0) return [amount];
  const seconds = secondsLeft(totalBytes - sentBytes, speed);
  const left = seconds === undefined ? [] : [words.left(formatDuration(seconds))];
  return [...left, amount, words.perSecond(formatBytes(speed))];
}
