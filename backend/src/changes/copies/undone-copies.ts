import type { Caller } from '../../caller.ts';
import { inBatches } from '../../in-batches.ts';
import { describeOrRefused } from '../../files/describe-or-refused.ts';
import type { FileStore, StoredFile } from '../../files/file-store.ts';
import type { CopyNote, PlannedCopy, PlannedFile, SlicePlan } from '../change-record.ts';
import type { ChangeStore, SlicePlace } from '../change-store.ts';
import { CopyNotes } from './copy-notes.ts';

interface Needs {
  readonly files: FileStore;
  readonly changes: ChangeStore;
}

/** A copy that a slice of another change made. */
export interface MadeCopy {
  /** Object key of the file that was copied. */
  readonly from: string;
  readonly to: string;
  readonly etag: string;
  readonly planned: PlannedCopy;
}

/**
 * Returns the copies that a slice made. Its notes name them. A slice that broke off before it could write a note may have made
 * more: those are the files at the new names that equal what was to be copied.
 */
export async function madeCopies(
  { files, changes }: Needs,
  caller: Caller,
  place: SlicePlace,
  plan: SlicePlan,
): Promise<readonly MadeCopy[]> {
  const notes = await CopyNotes.read(changes, caller, place);
  const found = await inBatches(plan.files, async ({ key, copy }): Promise<readonly MadeCopy[]> => {
    if (copy === undefined) return [];
    const note: CopyNote | undefined = notes.of(key);
    const to = note?.to ?? copy.to;
    // The copy of a file that stayed where it is was removed.
    if (note?.code !== undefined) return [];
    if (note?.etag !== undefined) return [{ from: key, to, etag: note.etag, planned: copy }];
    const there = await describeOrRefused(files, to);
    return isCopyOf(copy, there) ? [{ from: key, to, etag: there.etag, planned: copy }] : [];
  });
  return found.flat();
}

/** Returns the files that move back what a slice of another change moved. */
export async function undoneCopies(
  needs: Needs,
  caller: Caller,
  place: SlicePlace,
  plan: SlicePlan,
): Promise<PlannedFile[]> {
  const made = await madeCopies(needs, caller, place, plan);
  return made.map(({ from, to, etag, planned }) => ({
    key: to,
    version: etag,
    copy: { ...planned, to: from, keepsBoth: false, adopts: true },
  }));
}

/** Whether there is a file that is, in all that is known of it, the copy that was planned. */
export function isCopyOf(planned: PlannedCopy, there: StoredFile | 'refused' | undefined): there is StoredFile {
  if (there === undefined || there === 'refused') return false;
  const { sizeBytes, contentType, crc64nvme } = there;
  if (sizeBytes !== planned.sizeBytes || contentType !== planned.contentType) return false;
  // S3 computes the checksum of every copy. Only an undo may find the file itself, which had none.
  if (planned.crc64nvme === undefined) return crc64nvme !== undefined || planned.adopts === true;
  return crc64nvme === planned.crc64nvme;
}
