import type { Caller } from '../caller.ts';
import { filesPerSlice, type SliceToPlan } from './change-action.ts';
import type { FileToDo, FolderToDo, PlannedFile, SlicePlan, ToDo } from './change-record.ts';
import type { ChangeStore, SlicePlace } from './change-store.ts';
import { tooOldToUndo } from './too-old-to-undo.ts';

/** A file of a folder, and when it came to lie where the change finds it: it was stored or, in the trash, deleted then. */
export interface FoundFile extends PlannedFile {
  readonly since: Date;
}

/** One page of what a folder has for a change. */
export interface FolderPage {
  readonly files: readonly FoundFile[];
  /** Files that cannot be done. */
  readonly failed?: SlicePlan['failed'];
  /** Where the folder goes on; absent when this was the last page. */
  readonly after?: string;
  /** Whether the slice takes no more files, although the page may be empty. */
  readonly isFull?: boolean;
}

/** What becomes of a single file: it is planned, it cannot be done, or the slice has no room for it. */
export type PlannedItem = PlannedFile | SlicePlan['failed'][number] | 'later';

/** What undoes a slice of another change. `later` says that this slice has no room for it. */
export type UndoneSlice = (Pick<SlicePlan, 'files' | 'failed'> & { readonly isFull?: boolean }) | 'later';

/** How one kind of change finds its files. */
export interface SliceSources {
  /** Finds one file, or says why it cannot be done. */
  readonly file: (item: FileToDo) => Promise<PlannedItem>;
  /** Finds at most `limit` files below a folder. */
  readonly folder: (item: FolderToDo, limit: number) => Promise<FolderPage>;
  /** Returns what undoes a slice of another change; absent where the same files are meant. */
  readonly undone?: (place: SlicePlace, plan: SlicePlan) => Promise<UndoneSlice>;
  readonly changes: ChangeStore;
}

/** Time after which a slice takes no more items, in milliseconds. */
const planningTime = 5000;
/** Most single files that are looked up at the same time. */
const lookUpsAtOnce = 32;

/** Chooses the files of the next slice from what is to do, in order, until it has 1,000 files or 5 seconds have passed. */
export async function planSlice(sources: SliceSources, caller: Caller, slice: SliceToPlan): Promise<SlicePlan> {
  const chosen = new Map<string, PlannedFile>();
  const failed: SlicePlan['failed'][number][] = [];
  let rest = slice.toDo;
  let isFull = false;
  const end = performance.now() + planningTime;
  while (rest.length > 0 && !isFull && chosen.size < filesPerSlice && performance.now() < end) {
    const step = await nextStep(sources, caller, { ...slice, toDo: rest }, filesPerSlice - chosen.size);
    for (const file of step.files) chosen.set(file.key, file);
    failed.push(...step.failed);
    rest = step.rest;
    isFull = step.isFull === true;
  }
  return { files: [...chosen.values()], failed, rest: [...rest] };
}

/** What a step adds to the slice. `isFull` says that the slice takes no more. */
type Step = SlicePlan & { readonly isFull?: boolean | undefined };

/** Takes what comes first: some single files, a page of a folder, or a slice of another change. */
async function nextStep(
  sources: SliceSources,
  caller: Caller,
  { toDo, begin }: SliceToPlan,
  limit: number,
): Promise<Step> {
  const [first, ...others] = toDo;
  if (first === undefined) return { files: [], failed: [], rest: [] };
  if ('path' in first) return filesStep(sources, toDo, limit);
  if ('change' in first) return undoneStep(sources, caller, { ...first, limit }, others);
  const page = await sources.folder(first, limit);
  const files = page.files.filter(({ since }) => begin === undefined || since < begin);
  const { failed = [], isFull } = page;
  const isLast = page.after === undefined && isFull !== true;
  const isEmpty = first.after === undefined && isLast && files.length + failed.length === 0;
  return {
    files: files.map(({ key, version, copy }) => ({ key, version, copy })),
    failed: isEmpty ? [{ path: first.folder, code: 'not-found' }] : failed,
    rest: isLast ? others : [{ ...first, ...(page.after !== undefined && { after: page.after }) }, ...others],
    isFull,
  };
}

async function filesStep({ file }: SliceSources, toDo: readonly ToDo[], limit: number): Promise<Step> {
  const most = Math.min(limit, lookUpsAtOnce);
  const firstOther = toDo.findIndex((item) => !('path' in item));
  const items = toDo.slice(0, Math.min(most, firstOther === -1 ? most : firstOther));
  const found = await Promise.all(items.flatMap((item) => ('path' in item ? [file(item)] : [])));
  const later = items.filter((_, index) => found[index] === 'later');
  return {
    files: found.flatMap((it) => (it !== 'later' && 'key' in it ? [it] : [])),
    failed: found.flatMap((it) => (it !== 'later' && 'code' in it ? [it] : [])),
    rest: [...later, ...toDo.slice(items.length)],
    isFull: later.length > 0,
  };
}

/** Takes the files of one slice of the change that is undone. Throws when what it did is no longer kept. */
async function undoneStep(
  { changes, undone }: SliceSources,
  caller: Caller,
  { change, slice, limit }: { readonly change: string; readonly slice: number; readonly limit: number },
  others: ToDo[],
): Promise<Step> {
  const place = { changeId: change, slice };
  const plan = await changes.readPlan(caller, place);
  if (plan === undefined) {
    // A change that was stopped or broke off has no plan for what it did not begin. Every change has the first plan.
    const stored = slice === 0 ? undefined : await changes.read(caller, change);
    if (stored === undefined || slice < stored.record.nextSlice) throw tooOldToUndo();
    return { files: [], failed: [], rest: others };
  }
  const rest: ToDo[] = plan.rest.length === 0 ? others : [{ change, slice: slice + 1 }, ...others];
  const found = undone === undefined ? { files: plan.files, failed: [] } : await undone(place, plan);
  if (found === 'later' || found.files.length > limit)
    return { files: [], failed: [], rest: [{ change, slice }, ...others], isFull: true };
  return { ...found, rest };
}
