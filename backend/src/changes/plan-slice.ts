import type { Caller } from '../caller.ts';
import { filesPerSlice, type SliceToPlan } from './change-action.ts';
import type { FileToDo, FolderToDo, PlannedFile, SlicePlan, ToDo } from './change-record.ts';
import type { ChangeStore } from './change-store.ts';

/** A file of a folder, and when it came to lie where the change finds it: it was stored or, in the trash, deleted then. */
export interface FoundFile extends PlannedFile {
  readonly since: Date;
}

/** One page of what a folder has for a change. */
export interface FolderPage {
  readonly files: readonly FoundFile[];
  /** Where the folder goes on; absent when this was the last page. */
  readonly after?: string;
}

/** How one kind of change finds its files. */
export interface SliceSources {
  /** Finds one file, or says why it cannot be done. */
  readonly file: (item: FileToDo) => Promise<PlannedFile | SlicePlan['failed'][number]>;
  /** Finds at most `limit` files below a folder. */
  readonly folder: (item: FolderToDo, limit: number) => Promise<FolderPage>;
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
  const end = performance.now() + planningTime;
  while (rest.length > 0 && chosen.size < filesPerSlice && performance.now() < end) {
    const step = await nextStep(sources, caller, { ...slice, toDo: rest }, filesPerSlice - chosen.size);
    for (const file of step.files) chosen.set(file.key, file);
    failed.push(...step.failed);
    rest = step.rest;
  }
  return { files: [...chosen.values()], failed, rest: [...rest] };
}

/** Takes what comes first: some single files, a page of a folder, or a slice of another change. */
async function nextStep(
  sources: SliceSources,
  caller: Caller,
  { toDo, begin }: SliceToPlan,
  limit: number,
): Promise<SlicePlan> {
  const [first, ...others] = toDo;
  if (first === undefined) return { files: [], failed: [], rest: [] };
  if ('path' in first) return filesStep(sources, toDo, limit);
  if ('change' in first) return undoneStep(sources, caller, first, others);
  const page = await sources.folder(first, limit);
  const files = page.files.filter(({ since }) => begin === undefined || since < begin);
  const isEmpty = first.after === undefined && page.after === undefined && files.length === 0;
  return {
    files: files.map(({ key, version }) => ({ key, version })),
    failed: isEmpty ? [{ path: first.folder, code: 'not-found' }] : [],
    rest: page.after === undefined ? others : [{ ...first, after: page.after }, ...others],
  };
}

async function filesStep({ file }: SliceSources, toDo: readonly ToDo[], limit: number): Promise<SlicePlan> {
  const most = Math.min(limit, lookUpsAtOnce);
  const firstOther = toDo.findIndex((item) => !('path' in item));
  const items = toDo.slice(0, Math.min(most, firstOther === -1 ? most : firstOther));
  const found = await Promise.all(items.flatMap((item) => ('path' in item ? [file(item)] : [])));
  return {
    files: found.flatMap((it) => ('key' in it ? [it] : [])),
    failed: found.flatMap((it) => ('code' in it ? [it] : [])),
    rest: toDo.slice(items.length),
  };
}

/** Takes the files of one slice of the change that is undone. */
async function undoneStep(
  { changes }: SliceSources,
  caller: Caller,
  { change, slice }: { readonly change: string; readonly slice: number },
  others: ToDo[],
): Promise<SlicePlan> {
  const plan = await changes.readPlan(caller, { changeId: change, slice });
  if (plan === undefined) return { files: [], failed: [], rest: others };
  const isLast = plan.rest.length === 0;
  return { files: plan.files, failed: [], rest: isLast ? others : [{ change, slice: slice + 1 }, ...others] };
}
