import type { ItemCode } from '@airlock/contract';

import { inBatches } from '../../in-batches.ts';
import { describeOrRefused } from '../../files/describe-or-refused.ts';
import type { DeleteOutcome, FileStore } from '../../files/file-store.ts';
import type { CopyNote, PlannedFile } from '../change-record.ts';
import type { CopyNotes } from './copy-notes.ts';

/** A file that stays where it is, although it was copied. */
interface StayingFile {
  readonly file: PlannedFile;
  readonly to: string;
  readonly etag: string;
  /** Why it stays. */
  readonly code: ItemCode;
  readonly isFound: boolean;
}

/**
 * Removes the copies of files that are noted to stay where they are, also of those that an earlier call has noted before it broke
 * off. Returns by object key why each of them stays: `only-copied` when there is still a file at the new name, because it may be
 * somebody's or because the store refuses to delete it.
 */
export async function withoutCopies(
  { files }: { readonly files: FileStore },
  planned: readonly PlannedFile[],
  notes: CopyNotes,
): Promise<ReadonlyMap<string, ItemCode>> {
  const staying = planned.flatMap((file) => stayingFile(file, notes.of(file.key)));
  const toRemove = staying.filter(({ isFound }) => !isFound);
  const deleted =
    toRemove.length === 0 ? [] : await files.deleteVersions(toRemove.map(({ to, etag }) => ({ key: to, etag })));
  const outcomes = new Map(toRemove.map((it, index) => [it, deleted[index] ?? 'unknown']));
  const codes = await inBatches(
    staying,
    async (it) => [it.file.key, await codeOf(files, it, outcomes.get(it))] as const,
  );
  return new Map(codes);
}

function stayingFile(file: PlannedFile, note: CopyNote | undefined): readonly StayingFile[] {
  if (note?.code === undefined || note.to === undefined || note.etag === undefined) return [];
  const { to, etag, code } = note;
  return [{ file, to, etag, code, isFound: note.isFound === true }];
}

async function codeOf(files: FileStore, it: StayingFile, outcome: DeleteOutcome | undefined): Promise<ItemCode> {
  if (outcome === 'unknown') return 'unavailable';
  // An undo found the file itself at its old name, where a move broke off: there is one file more, but no copy.
  if (it.isFound && it.file.copy?.adopts === true) return it.code;
  const mayBeThere = it.isFound || outcome === 'refused';
  return mayBeThere && (await isThere(files, it)) ? 'only-copied' : it.code;
}

/** Whether the copy is at the new name. The store also refuses to delete what an earlier call has deleted. */
async function isThere(files: FileStore, { to, etag }: StayingFile): Promise<boolean> {
  const there = await describeOrRefused(files, to);
  return there === 'refused' || there?.etag === etag;
}
