import { nameOf, parentOf } from '../../format/name-of.ts';
import { activityText as text } from '../../text/activity-text.ts';
import type { ActivityTransfer } from './activity-transfer.ts';
import type { ActivityWords } from './activity-words.ts';

/** Returns the words about files that were sent or fetched together. */
export function transferWords(transfer: ActivityTransfer): ActivityWords {
  const { kind, files, done, failed, open } = transfer;
  if (open > 0) {
    const state = files === 1 ? undefined : text.progress(done + failed, files);
    return { title: text.transfer.running[kind](whatOf(transfer, files)), state };
  }
  const title =
    done > 0 ? text.transfer.done[kind](whatOf(transfer, done)) : text.transfer.notDone[kind](whatOf(transfer, files));
  const left = files - done - failed;
  return { title, state: left > 0 ? text.transfer.left(left) : undefined };
}

/** Returns the folder in which the files can be seen. */
export const folderOfTransfer = ({ folder, first, kind }: ActivityTransfer): string =>
  (kind === 'upload' ? folder : undefined) ?? parentOf(first);

/** Returns how much has been moved, in percent. */
export function percentMoved({ files, done, failed, totalBytes, movedBytes }: ActivityTransfer): number | undefined {
  if (files > 1) return Math.floor(((done + failed) / files) * 100);
  return totalBytes > 0 ? Math.min(100, Math.floor((movedBytes / totalBytes) * 100)) : undefined;
}

function whatOf(transfer: ActivityTransfer, n: number): string {
  const what = transfer.files === 1 ? text.one(nameOf(transfer.first)) : text.some(n);
  if (transfer.kind === 'download') return what;
  const folder = folderOfTransfer(transfer);
  return text.to(what, folder === '' ? text.top : text.one(nameOf(folder)));
}
