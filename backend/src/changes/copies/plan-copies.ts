import { maxKeyBytes } from '@airlock/contract';
import type { ItemCode } from '@airlock/contract';

import type { Caller } from '../../caller.ts';
import { inBatches } from '../../in-batches.ts';
import { currentEtag } from '../../files/current-etag.ts';
import { describeOrRefused } from '../../files/describe-or-refused.ts';
import type { FileStore, StoredListEntry } from '../../files/file-store.ts';
import { folderPrefix, objectKey, pathOf } from '../../files/object-key.ts';
import type { SliceToPlan } from '../change-action.ts';
import type { FileToDo, FolderToDo, PlannedFile, SlicePlan } from '../change-record.ts';
import type { ChangeStore } from '../change-store.ts';
import { planSlice, type FolderPage, type FoundFile, type PlannedItem } from '../plan-slice.ts';
import type { FileToCopyOf } from './copying.ts';
import { freeName } from './free-name.ts';
import { isTooLong } from './is-too-long.ts';
import { SliceBudget } from './slice-budget.ts';
import { undoneCopies } from './undone-copies.ts';

export interface PlanNeeds {
  readonly files: FileStore;
  readonly changes: ChangeStore;
}

/** A file that is to be copied, before anything is known of it. */
interface FileToPlan {
  readonly key: string;
  readonly etag: string;
  readonly to: string;
  readonly keepsBoth: boolean;
}

/** Files of a folder that are described before the slice looks at the clock. */
const filesPerPage = 250;

type Failed = SlicePlan['failed'][number];

/** What planning one slice of a move or a copy shares. */
interface Planning {
  readonly needs: PlanNeeds;
  readonly caller: Caller;
  readonly budget: SliceBudget;
  /** New keys that the slice has given to files. */
  readonly given: Set<string>;
}

/**
 * Chooses the files of the next slice of a move or a copy, each with its new key and with what is known of it, so that a
 * repeated slice can tell its copies from the files of others.
 */
export async function planCopies(needs: PlanNeeds, caller: Caller, slice: SliceToPlan): Promise<SlicePlan> {
  const planning = { needs, caller, budget: new SliceBudget(), given: new Set<string>() };
  const plan = await planSlice(
    {
      changes: needs.changes,
      file: (item) => planItem(planning, item),
      folder: (item, limit) => planPage(planning, item, { limit, begin: slice.begin }),
      undone: async (place, undone) => {
        const files = await undoneCopies(needs, caller, place, undone);
        return planning.budget.take(...files.map(sizeOf))
          ? { files, failed: [], isFull: planning.budget.takesLong }
          : 'later';
      },
    },
    caller,
    slice,
  );
  return planning.budget.takesLong ? { ...plan, takesLong: true } : plan;
}

const sizeOf = ({ copy }: PlannedFile): number => copy?.sizeBytes ?? 0;

async function planItem(planning: Planning, item: FileToDo): Promise<PlannedItem> {
  const { path, etag, to, keepsBoth = false, code } = item;
  if (code !== undefined || etag === undefined || to === undefined) return { path, code: code ?? 'not-found' };
  const { caller, needs } = planning;
  const file = { key: objectKey(caller, path), etag, to: objectKey(caller, to), keepsBoth };
  // Most names are free, which a list says at once and a HEAD does not.
  const [taken, found] = await Promise.all([currentEtag(needs.files, file.to), planFile(planning, file)]);
  if (typeof found === 'string') return { path, code: found };
  const isTaken = taken !== undefined;
  if (isTaken && !keepsBoth) return { path, code: 'already-exists' };
  const isFree = (key: string): boolean => !planning.given.has(key);
  let name = file.to;
  while ((isTaken && name === file.to) || !isFree(name)) name = await freeName(needs.files, file.to, isFree);
  planning.given.add(name);
  if (isTooLong(name)) return { path, code: 'invalid-path' };
  return fitting(planning, { ...found, copy: { ...found.copy, to: name } });
}

function fitting({ budget }: Planning, file: PlannedFile): PlannedFile | 'later' {
  return budget.take(sizeOf(file)) ? file : 'later';
}

/** Describes a file for the plan, or says why it cannot be copied. */
async function planFile(
  { needs }: Planning,
  { key, etag, to, keepsBoth }: FileToPlan,
): Promise<FileToCopyOf | ItemCode> {
  if (Buffer.byteLength(to) > maxKeyBytes) return 'invalid-path';
  const found = await describeOrRefused(needs.files, key);
  if (found === undefined) return 'not-found';
  if (found === 'refused') return 'storage-refused';
  if (found.etag !== etag) return 'changed-meanwhile';
  const { sizeBytes, contentType, crc64nvme } = found;
  return { key, version: etag, copy: { to, sizeBytes, contentType, crc64nvme, keepsBoth } };
}

async function planPage(
  planning: Planning,
  { folder, to = '', after, keepsBoth = false }: FolderToDo,
  { limit, begin }: { limit: number; begin: Date | undefined },
): Promise<FolderPage> {
  const { needs, caller, budget } = planning;
  const [prefix, target] = [folderPrefix(caller, folder), folderPrefix(caller, to)];
  const most = begin === undefined ? limit : Math.min(limit, filesPerPage);
  const page = await needs.files.listDeep({ prefix, limit: most, ...(after !== undefined && { after }) });
  // What a request cannot do at once, the workflow plans again: nothing of it is described in vain.
  if (begin === undefined && page.hasMore) return { files: [], isFull: true, ...(after !== undefined && { after }) };
  const isMeant = ({ modifiedAt }: StoredListEntry): boolean => begin === undefined || modifiedAt < begin;
  const next = page.files.slice(0, filesPerPage);
  const end = next.findIndex((file) => isMeant(file) && !budget.take(file.sizeBytes));
  const taken = end === -1 ? next : next.slice(0, end);
  const planned = await inBatches(taken.filter(isMeant), async (file): Promise<FoundFile | Failed> => {
    const it = await planFile(planning, { ...file, to: target + file.key.slice(prefix.length), keepsBoth });
    return typeof it === 'string' ? { path: pathOf(caller, file.key), code: it } : { ...it, since: file.modifiedAt };
  });
  const last = taken.at(-1)?.key ?? after;
  const hasMore = page.hasMore || taken.length < page.files.length;
  return {
    files: planned.flatMap((it) => ('key' in it ? [it] : [])),
    failed: planned.flatMap((it) => ('code' in it ? [it] : [])),
    ...(hasMore && last !== undefined && { after: last }),
    ...(end !== -1 && { isFull: true }),
  };
}
