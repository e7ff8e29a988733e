import type { ItemCode } from '@airlock/contract';
import { maxKeyBytes } from '@airlock/contract';

import { CodedError } from '../../coded-error.ts';
import type { CopyRefusal, FileCopied } from '../../files/copy-store.ts';
import type { CopyNote } from '../change-record.ts';
import type { CopyNotes } from './copy-notes.ts';
import type { CopyNeeds, FileToCopyOf } from './copy-slice.ts';
import { freeName } from './free-name.ts';
import { largeFileBytes } from './slice-budget.ts';
import { isCopyOf } from './undone-copies.ts';

/** What the copies of one call share. */
export interface Copying {
  readonly needs: CopyNeeds;
  readonly notes: CopyNotes;
  /** Whether another call may have made copies of the same slice. */
  readonly mayBeRepeated: boolean;
  /** New keys that the slice has given to files. */
  readonly given: Set<string>;
  /** Whether no more copies are to be begun. */
  readonly isLate: () => boolean;
  readonly signal: AbortSignal;
}

/** What became of one file: a note, or why there is nothing to note yet. A note without ETag and code gives another name. */
export type CopyResult = CopyNote | 'unavailable' | 'unfinished';

/** Copies one file to its new key, where no file is. */
export async function copyOne(copying: Copying, file: FileToCopyOf): Promise<CopyResult> {
  if (copying.isLate()) return 'unfinished';
  const to = copying.notes.of(file.key)?.to ?? file.copy.to;
  try {
    const { key: from, version: etag } = file;
    const outcome = await copying.needs.copies.copyFile({ from, etag, to }, copying.signal);
    return outcome.kind === 'copied'
      ? await compared(copying, file, { to, ...outcome })
      : await refused(copying, file, to, outcome);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'unavailable') return 'unavailable';
    throw error;
  }
}

/**
 * Notes a copy whose checksum is that of the file, and removes any other. A file that another tool stored without a CRC64NVME
 * is compared by its size, which the store describes.
 */
async function compared(
  { needs: { files } }: Copying,
  { key, copy }: FileToCopyOf,
  { to, etag, crc64nvme }: FileCopied & { readonly to: string },
): Promise<CopyNote> {
  const isEqual =
    copy.crc64nvme === undefined
      ? (await files.describe(to))?.sizeBytes === copy.sizeBytes
      : copy.crc64nvme === crc64nvme;
  if (isEqual) return { key, to, etag };
  await files.deleteVersions([{ key: to, etag }]);
  return { key, code: 'checksum-mismatch' };
}

async function refused(copying: Copying, file: FileToCopyOf, to: string, refusal: CopyRefusal): Promise<CopyResult> {
  const { needs, mayBeRepeated } = copying;
  if (refusal.kind === 'unknown') return copying.signal.aborted ? 'unfinished' : 'unavailable';
  const isOurs = mayBeRepeated || file.copy.adopts === true || (refusal.kind === 'taken' && refusal.mayBeOurs);
  const there = isOurs || isMarker(file) ? await needs.files.describe(to) : undefined;
  // An equal file is what an earlier call has copied; whoever stored it, nothing is missing there.
  if (there !== undefined && isCopyOf(file.copy, there)) return { key: file.key, to, etag: there.etag };
  if (refusal.kind === 'taken' && file.copy.keepsBoth === true) return renamed(copying, file, to);
  return { key: file.key, code: codeOf(refusal.kind) };
}

function codeOf(kind: Exclude<CopyRefusal['kind'], 'unknown'>): ItemCode {
  switch (kind) {
    case 'taken':
      return 'already-exists';
    case 'source-changed':
      return 'changed-meanwhile';
    case 'source-absent':
      return 'not-found';
  }
}

/** Gives the file another number. It is noted before it is used, so that a repeated slice looks for the copy there. */
async function renamed({ needs, given }: Copying, { key, copy }: FileToCopyOf, taken: string): Promise<CopyNote> {
  const isFree = (name: string): boolean => name !== taken && !given.has(name);
  let to = taken;
  while (!isFree(to)) to = await freeName(needs.files, copy.to, isFree);
  given.add(to);
  return Buffer.byteLength(to) > maxKeyBytes ? { key, code: 'invalid-path' } : { key, to };
}

/** Whether the file marks a folder. A folder that is there already needs no other mark. */
function isMarker({ key, copy }: FileToCopyOf): boolean {
  return key.endsWith('/') && copy.sizeBytes === 0;
}

/** Whether a file is copied in parts. */
export const isLarge = ({ copy }: FileToCopyOf): boolean => copy.sizeBytes > largeFileBytes;
