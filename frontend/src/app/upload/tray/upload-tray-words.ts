import { formatBytes, formatDuration } from '../../format/format.ts';
import { secondsLeft } from '../../transfer/speed.ts';
import { text } from '../../text/text.ts';
import type { UploadTotals } from '../rows/upload-totals.ts';

const words = text.upload;

/** Returns the heading of the tray: what matters most now. */
export function trayTitle(
  { files, active, paused, done, failed, conflicts }: UploadTotals,
  unfinished: number,
): string {
  if (files === 0) return words.unfinished.title(unfinished);
  if (active > 0) return words.uploading(active);
  if (conflicts > 0) return words.question(conflicts);
  if (paused > 0) return words.paused(paused);
  if (failed > 0) return words.someFailed(done, failed);
  return done > 0 ? words.allDone(done) : words.nothing;
}

/** Returns the line below the heading: open questions, amount, speed and time left. */
export function trayDetail({ active, paused, conflicts, sentBytes, totalBytes, speed }: UploadTotals): string {
  if (active + paused === 0) return '';
  const parts = active > 0 && conflicts > 0 ? [words.waiting(conflicts)] : [];
  parts.push(words.of(formatBytes(sentBytes), formatBytes(totalBytes)));
  if (active > 0 && speed > 0) {
    parts.push(words.perSecond(formatBytes(speed)));
    const seconds = secondsLeft(totalBytes - sentBytes, speed);
    if (seconds !== undefined) parts.push(words.left(formatDuration(seconds)));
  }
  return parts.join(' · ');
}
