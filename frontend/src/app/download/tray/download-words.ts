import { formatBytes } from '../../format/format.ts';
import { downloadText } from '../../text/download-text.ts';
import { text } from '../../text/text.ts';
import { isOpen, type DownloadRow } from '../download-row.ts';
import type { FailureReason } from '../service/messages.ts';

/** Returns the text below the name of a file. */
export function wordsOf({ state, sizeBytes }: Pick<DownloadRow, 'state' | 'sizeBytes'>): string {
  const words = downloadText.states;
  const size = sizeBytes === undefined ? '' : formatBytes(sizeBytes);
  switch (state.kind) {
    case 'running':
      return size === '' ? formatBytes(state.receivedBytes) : downloadText.of(formatBytes(state.receivedBytes), size);
    case 'done':
      return [state.isVerified ? words.verified : words.done, size].filter(Boolean).join(' · ');
    case 'failed':
      return failedWords(state.reason);
    default:
      return words[state.kind];
  }
}

const failedWords = (reason: FailureReason): string =>
  reason === 'different' || reason === 'lost' ? downloadText.failures[reason] : text.calls[reason];

/** Returns the progress from 0 to 1. */
export function progressOf({ state, sizeBytes = 0 }: Pick<DownloadRow, 'state' | 'sizeBytes'>): number {
  return 'receivedBytes' in state && sizeBytes > 0 ? Math.min(1, state.receivedBytes / sizeBytes) : 0;
}

interface Totals {
  readonly open: number;
  readonly done: number;
  readonly failed: number;
}

export const totalsOf = (rows: readonly DownloadRow[]): Totals => ({
  open: rows.filter(isOpen).length,
  done: rows.filter(({ state }) => state.kind === 'done' || state.kind === 'handed-over').length,
  failed: rows.filter(({ state }) => state.kind === 'failed').length,
});

/** Returns the heading of the tray. */
export function titleOf({ open, done, failed }: Totals): string {
  if (open > 0) return downloadText.downloading(open);
  if (failed > 0) return downloadText.someFailed(done, failed);
  return done > 0 ? downloadText.allDone(done) : downloadText.nothing;
}

/** Returns what a screen reader says when the downloads have ended. */
export const announcementOf = ({ open, done, failed }: Totals): string =>
  open === 0 && done + failed > 0 ? downloadText.announce(done, failed) : '';
