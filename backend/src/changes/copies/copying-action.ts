import type { Caller } from '../../caller.ts';
import { inBatches } from '../../in-batches.ts';
import { describeOrRefused } from '../../files/describe-or-refused.ts';
import type { DeleteOutcome } from '../../files/file-store.ts';
import type { VersionStore } from '../../files/version-store.ts';
import type { ChangeAction, ItemOutcome, SliceToAct } from '../change-action.ts';
import type { PlannedFile, SlicePlan } from '../change-record.ts';
import type { SlicePlace } from '../change-store.ts';
import { versionsOf } from '../versions-by-key.ts';
import { CopyNotes } from './copy-notes.ts';
import { abandonCopies, copySlice, type SliceOfCopies } from './copy-slice.ts';
import type { CopyNeeds } from './copying.ts';
import { planCopies } from './plan-copies.ts';
import { madeCopies } from './undone-copies.ts';
import { withoutCopies } from './without-copies.ts';

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
  const { notes } = copies;
  const copied = slice.files.filter(({ key }) => copies.outcomeOf(key) === 'copied');
  const deleted = await needs.files.deleteVersions(copied.map(({ key, version }) => ({ key, etag: version })));
  const found = await inBatches([...copied.entries()], async ([index, file]) => ({
    key: file.key,
    outcome: await afterDelete(needs, file, deleted[index] ?? 'unknown'),
  }));
  // Noted before a copy is removed: a call that repeats this one may be allowed to delete the source, and would keep neither.
  await notes.add(
    found.flatMap(({ key, outcome }) => (isToStay(outcome) ? [{ ...notes.of(key), key, code: outcome }] : [])),
  );
  const outcomes = new Map([
    ...found.map(({ key, outcome }) => [key, outcome] as const),
    ...(await withoutCopies(needs, slice.files, notes)),
  ]);
  return slice.files.map(({ key }) => outcomes.get(key) ?? copiedOutcome(copies, key));
}

const isToStay = (outcome: ItemOutcome): outcome is 'changed-meanwhile' | 'storage-refused' =>
  outcome === 'changed-meanwhile' || outcome === 'storage-refused';

/** Decides about a file that was copied, by what became of its source. */
async function afterDelete(needs: MoveNeeds, file: PlannedFile, outcome: DeleteOutcome): Promise<ItemOutcome> {
  switch (outcome) {
    case 'deleted':
    // A source that is gone was deleted by an earlier call, or by somebody who saw it while it was being moved.
    case 'absent':
      return 'done';
    case 'unknown':
      return 'unavailable';
    case 'changed':
      return afterChange(needs, file);
    case 'refused':
      return afterRefusal(needs, file);
  }
}

/** Decides about a file that the store does not delete. It may say so also of a source that an earlier call has deleted. */
async function afterRefusal(needs: MoveNeeds, file: PlannedFile): Promise<ItemOutcome> {
  const there = await describeOrRefused(needs.files, file.key);
  return there === 'refused' || there?.etag === file.version ? 'storage-refused' : afterChange(needs, file);
}

/**
 * Decides about a file whose source is another version now. When the version that was copied had been deleted before, the move
 * was complete and the new version is a new file. Otherwise somebody replaced the file while it was copied: it stays where it
 * is, with that version before it, and the copy is removed.
 */
async function afterChange({ versions }: MoveNeeds, file: PlannedFile): Promise<ItemOutcome> {
  const known = await versionsOf(versions, file.key);
  const copied = known.findIndex((it) => it.file?.etag === file.version);
  const since = copied === -1 ? known : known.slice(0, copied);
  if (copied === -1 || since.some((it) => it.file === undefined)) return 'done';
  return 'changed-meanwhile';
}
