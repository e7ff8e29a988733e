import { formatBytes, formatDuration } from '../../format/format.ts';
import { nameOf } from '../../format/name-of.ts';
import { downloadText } from '../../text/download-text.ts';
import { secondsLeft } from '../../transfer/speed.ts';
import { failureWords } from '../archive-words.ts';
import { isOpen, missingOf, type DownloadRow } from '../download-row.ts';
import type { ArchiveSummary, FailureReason, MissingFile } from '../service/messages.ts';

type Shown = Pick<DownloadRow, 'state' | 'sizeBytes'>;

/** Returns the text below the name of a file. `speed` is in bytes per second. */
export function wordsOf({ state, sizeBytes }: Shown, speed?: number): string {
  const words = downloadText.states;
  const size = sizeBytes === undefined ? '' : formatBytes(sizeBytes);
  switch (state.kind) {
    case 'running':
      return runningWords(state.receivedBytes, sizeBytes, speed);
    case 'paused':
      return [words.paused, amountWords(state.receivedBytes, sizeBytes)].join(' · ');
    case 'done': {
      // Nobody may take an archive for the whole folder that lacks a file of it.
      const isWhole = state.isVerified && missingOf({ state }) === 0;
      return [isWhole ? words.verified : words.done, size, ...summaryWords(state.archive)].filter(Boolean).join(' · ');
    }
    case 'failed':
      return failedWords(state);
    default:
      return words[state.kind];
  }
}

/** Returns the names of what is missing in an archive, one in a line, with the reasons; empty when nothing is. */
export function missingWords({ state }: Shown): string {
  const { missing = [], missingCount = 0 } = (state.kind === 'done' && state.archive) || {};
  const { listed, because } = downloadText.archive;
  const lines = missing.map(({ path, reason }) => because(path, failureWords[reason]));
  return [...lines, ...(missingCount > missing.length ? ['…'] : []), ...(missingCount > 0 ? [listed] : [])].join('\n');
}

const amountWords = (receivedBytes: number, sizeBytes: number | undefined): string =>
  sizeBytes === undefined
    ? formatBytes(receivedBytes)
    : downloadText.of(formatBytes(receivedBytes), formatBytes(sizeBytes));

function runningWords(receivedBytes: number, sizeBytes: number | undefined, speed: number | undefined): string {
  const amount = amountWords(receivedBytes, sizeBytes);
  if (speed === undefined || receivedBytes === sizeBytes) return amount;
  const seconds = sizeBytes === undefined ? undefined : secondsLeft(sizeBytes - receivedBytes, speed);
  const left = seconds === undefined ? [] : [downloadText.left(formatDuration(seconds))];
  return [...left, amount, downloadText.perSecond(formatBytes(speed))].join(' · ');
}

const failedWords = ({ reason, path }: { reason: FailureReason; path?: string | undefined }): string =>
  path === undefined ? failureWords[reason] : because({ path, reason });

const because = ({ path, reason }: MissingFile): string =>
  downloadText.archive.because(nameOf(path), failureWords[reason]);

/** One missing file is named with its reason; of several, the number is said. */
function summaryWords(summary: Partial<ArchiveSummary> = {}): string[] {
  const { missingCount, missing, changedNames, keptCount = 0, numberedCount = 0 } = summary;
  const { without, changedNames: changed, kept, numbered } = downloadText.archive;
  const [first] = missing ?? [];
  return [
    ...(missingCount !== undefined && missingCount > 0 ? [without(missingCount)] : []),
    ...(missingCount === 1 && first ? [because(first)] : []),
    ...(changedNames !== undefined && changedNames > 0 ? [changed(changedNames)] : []),
    ...(keptCount > 0 ? [kept(keptCount)] : []),
    ...(numberedCount > 0 ? [numbered(numberedCount)] : []),
  ];
}

/** Returns the progress from 0 to 1. */
export function progressOf({ state, sizeBytes = 0 }: Shown): number {
  return 'receivedBytes' in state && sizeBytes > 0 ? Math.min(1, state.receivedBytes / sizeBytes) : 0;
}

interface Totals {
  readonly open: number;
  readonly done: number;
  readonly failed: number;
  /** Files that archives lack which are done. */
  readonly missing: number;
  /** Names of the archives of which the person must say where they are saved. */
  readonly withoutPlace: readonly string[];
}

export const totalsOf = (rows: readonly DownloadRow[]): Totals => ({
  open: rows.filter(isOpen).length,
  done: rows.filter(({ state }) => state.kind === 'done' || state.kind === 'handed-over').length,
  failed: rows.filter(({ state }) => state.kind === 'failed').length,
  missing: rows.reduce((sum, row) => sum + missingOf(row), 0),
  withoutPlace: rows.filter(({ state }) => state.kind === 'needs-place').map(({ path }) => nameOf(path)),
});

/** Returns the heading of the tray. */
export function titleOf({ open, done, failed, missing }: Totals): string {
  if (open > 0) return downloadText.downloading(open);
  if (failed > 0) return downloadText.someFailed(done, failed);
  if (missing > 0) return downloadText.someMissing(done, missing);
  return done > 0 ? downloadText.allDone(done) : downloadText.nothing;
}

/** Returns what a screen reader says: what the person must do, or how the downloads have ended. */
export function announcementOf({ open, done, failed, missing, withoutPlace }: Totals): string {
  if (withoutPlace.length > 0) return withoutPlace.map((name) => downloadText.choosePlace(name)).join('. ');
  return open === 0 && done + failed > 0 ? downloadText.announce(done, failed, missing) : '';
}
