import { formatAge, formatBytes } from '../../format/format.ts';
import { nameOf } from '../../format/name-of.ts';
import type { Unfinished } from '../../transfer/upload-record.ts';
import { uploadText } from '../../text/upload-text.ts';
import type { UnfinishedItem } from './unfinished-uploads.ts';

const words = uploadText.unfinished;

/** Describes an unfinished upload: its folder, its age and how much has arrived. */
export function unfinishedWords({ upload, arrivedBytes }: UnfinishedItem, nowMs: number): string {
  if (upload.kind === 'elsewhere') return uploadText.states.elsewhere;
  const folder = upload.path.slice(0, Math.max(0, upload.path.lastIndexOf('/')));
  const amount = amountWords(arrivedBytes, upload.sizeBytes);
  return [folder, formatAge(nowMs - upload.startedAtMs), amount].filter(Boolean).join(' · ');
}

function amountWords(arrivedBytes: number | undefined, sizeBytes: number | undefined): string {
  if (arrivedBytes === undefined) return sizeBytes === undefined ? '' : formatBytes(sizeBytes);
  if (sizeBytes === undefined) return words.arrived(formatBytes(arrivedBytes));
  return uploadText.of(formatBytes(arrivedBytes), formatBytes(sizeBytes));
}

/** Returns why `file` cannot be the file of the upload, as far as its size tells. */
export function differenceOf({ path, sizeBytes }: Unfinished, file: File): string | undefined {
  if (sizeBytes === undefined || sizeBytes === file.size) return undefined;
  return words.otherFile(file.name, formatBytes(file.size), nameOf(path), formatBytes(sizeBytes));
}
