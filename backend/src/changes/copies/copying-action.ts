import type { ItemCode } from '@airlock/contract';

import type { Caller } from '../../caller.ts';
import { inBatches } from '../../in-batches.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { VersionStore } from '../../files/version-store.ts';
import type { ChangeAction, ItemOutcome, SliceToAct } from '../change-action.ts';
import type { CopyNote, PlannedFile, SlicePlan } from '../change-record.ts';
import type { SlicePlace } from '../change-store.ts';
import { versionsOf } from '../versions-by-key.ts';
import { CopyNotes } from './copy-notes.ts';
import { abandonCopies, copySlice, type SliceOfCopies } from './copy-slice.ts';
import type { CopyNeeds } from './copying.ts';
import { planCopies } from './plan-copies.ts';
import { madeCopies } from './undone-copies.ts';

export interface MoveNeeds extends CopyNeeds {
  readonly versions: VersionStore;
}

/** What a copy does with its files. */
export function copyAction(needs: CopyNeeds): ChangeAction {
  return {
    operation: 'copy-files',
    kind: 'copy',
    goesOnWhenIncomplete: true,
    plan: (caller, slice) => planCopies(needs, caller, slice),
    act: async (caller, slice) => {
      const copies = await copySlice(needs, caller, slice);
      return slice.files.map(({ key }) => copiedOutcome(copies, key));
    },
    isSoonDone: (caller, place, plan) => isCopied(needs, caller, place, plan),
    abandon: (caller, place) => abandonCopies(needs, caller, place),
  };
}

/** Whether the copy of a slice is there, or S3 was asked to make it of the parts: the file would be at both names. */
async function isCopied(needs: CopyNeeds, caller: Caller, place: SlicePlace, plan: SlicePlan): Promise<boolean> {
  const notes = await CopyNotes.read(needs.changes, caller, place);
  if (notes.all.some(({ joinedSince }) => joinedSince !== undefined)) return true;
  return (await madeCopies(needs, caller, place, plan)).length > 0;
}

function copiedOutcome({ outcomeOf }: SliceOfCopies, key: string): ItemOutcome {
  const outcome = outcomeOf(key);
  return outcome === 'copied' ? 'done' : outcome;
}

/** What a move does with its files: it copies them, and deletes each while the version that was copied is current. */
export function moveAction(needs: MoveNeeds): ChangeAction {
  return {
    operation: 'move-files',
    kind: 'move',
    goesOnWhenIncomplete: true,
    plan: (caller, slice) => planCopies(needs, caller, slice),
    act: (caller, slice) => moveSlice(needs, caller, slice),
    isSoonDone: (caller, place, plan) => isCopied(needs, caller, place, plan),
    abandon: (caller, place) => abandonCopies(needs, caller, place),
  };
}

async function moveSlice(needs: MoveNeeds, caller: Caller, slice: SliceToAct): Promise<readonly ItemOutcome[]> {
  const copies = await copySlice(needs, caller, slice);
  const copied = slice.files.filter(({ key }) => copies.outcomeOf(key) === 'copied');
  const deleted = await needs.files.deleteVersions(copied.map(({ key, version }) => ({ key, etag: version })));
  const outcomes = new Map<string, ItemOutcome>();
  const kept: { readonly file: PlannedFile; readonly isRefused: boolean }[] = [];
  for (const [index, file] of copied.entries()) {
    // A source that is gone was deleted by an earlier call, or by somebody who saw it while it was being moved.
    const outcome = deleted[index];
    if (outcome === 'changed' || outcome === 'refused') kept.push({ file, isRefused: outcome === 'refused' });
    else outcomes.set(file.key, outcome === 'unknown' ? 'unavailable' : 'done');
  }
  await inBatches(kept, async ({ file, isRefused }) => {
    const outcome = isRefused
      ? await withoutCopy(needs, copies.notes, file, 'storage-refused')
      : await afterChange(needs, copies.notes, file);
    outcomes.set(file.key, outcome);
  });
  return slice.files.map(({ key }) => outcomes.get(key) ?? copiedOutcome(copies, key));
}

/**
 * Decides about a file whose source is another version now. When the version that was copied had been deleted before, the move
 * was complete and the new version is a new file. Otherwise somebody replaced the file while it was copied: it stays where it
 * is, with that version before it, and the copy is removed.
 */
async function afterChange(
  { files, versions }: { readonly files: FileStore; readonly versions: VersionStore },
  notes: CopyNotes,
  file: PlannedFile,
): Promise<ItemOutcome> {
  const known = await versionsOf(versions, file.key);
  const copied = known.findIndex((it) => it.file?.etag === file.version);
  const since = copied === -1 ? known : known.slice(0, copied);
  if (copied === -1 || since.some((it) => it.file === undefined)) return 'done';
  return withoutCopy({ files }, notes, file, 'changed-meanwhile');
}

/** Removes the copy of a file that stays where it is, and notes why it stays. */
async function withoutCopy(
  { files }: { readonly files: FileStore },
  notes: CopyNotes,
  { key, copy }: PlannedFile,
  code: ItemCode,
): Promise<ItemOutcome> {
  const note: CopyNote | undefined = notes.of(key);
  if (note?.to === undefined || note.etag === undefined) return 'unavailable';
  // An undo may have found the file itself at its old name, where a move broke off: it removes nothing there.
  if (copy?.adopts !== true) {
    const [outcome] = await files.deleteVersions([{ key: note.to, etag: note.etag }]);
    if (outcome === 'unknown') return 'unavailable';
  }
  await notes.add([{ key, code }]);
  return code;
}
