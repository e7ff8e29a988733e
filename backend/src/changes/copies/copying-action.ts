import type { Caller } from '../../caller.ts';
import { inBatches } from '../../in-batches.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { VersionStore } from '../../files/version-store.ts';
import type { ChangeAction, ItemOutcome, SliceToAct } from '../change-action.ts';
import type { CopyNote, PlannedFile } from '../change-record.ts';
import { versionsOf } from '../versions-by-key.ts';
import type { CopyNotes } from './copy-notes.ts';
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
    isSoonDone: async (caller, place, plan) => (await madeCopies(needs, caller, place, plan)).length > 0,
    abandon: (caller, place) => abandonCopies(needs, caller, place),
  };
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
    // The copy is there: the file would be at both names.
    isSoonDone: async (caller, place, plan) => (await madeCopies(needs, caller, place, plan)).length > 0,
    abandon: (caller, place) => abandonCopies(needs, caller, place),
  };
}

async function moveSlice(needs: MoveNeeds, caller: Caller, slice: SliceToAct): Promise<readonly ItemOutcome[]> {
  const copies = await copySlice(needs, caller, slice);
  const copied = slice.files.filter(({ key }) => copies.outcomeOf(key) === 'copied');
  const deleted = await needs.files.deleteVersions(copied.map(({ key, version }) => ({ key, etag: version })));
  const outcomes = new Map<string, ItemOutcome>();
  const changed: PlannedFile[] = [];
  for (const [index, file] of copied.entries()) {
    // A source that is gone was deleted by an earlier call, or by somebody who saw it while it was being moved.
    if (deleted[index] === 'changed') changed.push(file);
    else outcomes.set(file.key, deleted[index] === 'unknown' ? 'unavailable' : 'done');
  }
  const kept = await inBatches(changed, (file) => afterChange(needs, copies.notes, file));
  for (const [index, file] of changed.entries()) outcomes.set(file.key, kept[index] ?? 'unavailable');
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
  { key, version, copy }: PlannedFile,
): Promise<ItemOutcome> {
  const known = await versionsOf(versions, key);
  const copied = known.findIndex(({ file }) => file?.etag === version);
  const since = copied === -1 ? known : known.slice(0, copied);
  if (copied === -1 || since.some(({ file }) => file === undefined)) return 'done';
  const note: CopyNote | undefined = notes.of(key);
  if (note?.to === undefined || note.etag === undefined) return 'unavailable';
  // An undo may have found the file itself at its old name, where a move broke off: it removes nothing there.
  if (copy?.adopts !== true) {
    const [outcome] = await files.deleteVersions([{ key: note.to, etag: note.etag }]);
    if (outcome === 'unknown') return 'unavailable';
  }
  await notes.add([{ key, code: 'changed-meanwhile' }]);
  return 'changed-meanwhile';
}
