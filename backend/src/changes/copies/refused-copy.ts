import type { ItemCode } from '@airlock/contract';

import type { CopyRefusal } from '../../files/copy-store.ts';
import { describeOrRefused } from '../../files/describe-or-refused.ts';
import type { CopyNote } from '../change-record.ts';
import type { Copying, CopyResult, FileToCopyOf } from './copying.ts';
import { freeName } from './free-name.ts';
import { isTooLong } from './is-too-long.ts';
import { isCopyOf } from './undone-copies.ts';

/** Decides about a file that the store did not copy to the key `to`. */
export async function refusedCopy(
  copying: Copying,
  file: FileToCopyOf,
  to: string,
  refusal: CopyRefusal,
): Promise<CopyResult> {
  const { needs, mayBeRepeated } = copying;
  if (refusal.kind === 'unknown') return copying.signal.aborted && copying.hasCopied() ? 'unfinished' : 'unavailable';
  const mayBeOurs = mayBeRepeated || file.copy.adopts === true || (refusal.kind === 'taken' && refusal.mayBeOurs);
  const there = mayBeOurs || isMarker(file) ? await describeOrRefused(needs.files, to) : undefined;
  // An equal file is what an earlier call has copied; whoever stored it, nothing is missing there.
  if (isCopyOf(file.copy, there)) return foundCopy(copying, file, to, there.etag);
  if (refusal.kind === 'taken' && file.copy.keepsBoth === true) return renamedCopy(copying, file, to);
  return { key: file.key, code: codeOf(refusal.kind) };
}

/**
 * Notes a file that this call found at the new name instead of copying it there. Only of a large file whose parts S3 was asked
 * to join is it known that it is the copy. Any other may be somebody's, and is not removed again.
 */
export function foundCopy({ notes }: Copying, { key }: FileToCopyOf, to: string, etag: string): CopyNote {
  const isOurs = notes.of(key)?.joinedSince !== undefined;
  return isOurs ? { key, to, etag } : { key, to, etag, isFound: true };
}

function codeOf(kind: Exclude<CopyRefusal['kind'], 'unknown'>): ItemCode {
  switch (kind) {
    case 'taken':
      return 'already-exists';
    case 'source-changed':
      return 'changed-meanwhile';
    case 'source-absent':
      return 'not-found';
    case 'source-refused':
      return 'storage-refused';
  }
}

/** Gives the file another number. It is noted before it is used, so that a repeated slice looks for the copy there. */
async function renamedCopy({ needs, given }: Copying, { key, copy }: FileToCopyOf, taken: string): Promise<CopyNote> {
  const isFree = (name: string): boolean => name !== taken && !given.has(name);
  let to = taken;
  while (!isFree(to)) to = await freeName(needs.files, copy.to, isFree);
  given.add(to);
  return isTooLong(to) ? { key, code: 'invalid-path' } : { key, to };
}

/** Whether the file marks a folder. A folder that is there already needs no other mark. */
function isMarker({ key, copy }: FileToCopyOf): boolean {
  return key.endsWith('/') && copy.sizeBytes === 0;
}
