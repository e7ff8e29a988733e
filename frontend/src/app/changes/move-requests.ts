import type { MoveItem, OnConflict } from '@airlock/contract';

import type { Entry } from '../files/entry.ts';
import { inRequests } from './in-requests.ts';
import { itemTo, pathIn } from './new-path.ts';

export interface MoveRequest {
  readonly items: MoveItem[];
  readonly onConflict: OnConflict;
}

/** Leaves out what is in a folder that is there too: it goes with the folder. Results of a search may have both. */
export function outermost(entries: readonly Entry[]): readonly Entry[] {
  const folders = new Set(entries.flatMap(({ kind, path }) => (kind === 'folder' ? [path] : [])));
  if (folders.size === 0) return entries;
  return entries.filter(({ path }) => !foldersAbove(path).some((folder) => folders.has(folder)));
}

function foldersAbove(path: string): string[] {
  const names = path.replace(/\/$/, '').split('/').slice(0, -1);
  return names.map((_, index) => `${names.slice(0, index + 1).join('/')}/`);
}

/**
 * Returns the requests that bring `entries` into a folder, each of at most 1,000 items. Of entries of one name, which come
 * from different folders, the first has it, and the others get a number.
 */
export function requestsOf(entries: readonly Entry[], folder: string, onConflict: OnConflict): MoveRequest[] {
  const [first, again]: [MoveItem[], MoveItem[]] = [[], []];
  const names = new Set<string>();
  for (const entry of entries) {
    const to = pathIn(folder, entry);
    (names.has(to) ? again : first).push(itemTo(entry, to));
    names.add(to);
  }
  return [...slicesOf(first, onConflict), ...slicesOf(again, 'keep-both')];
}

const slicesOf = (items: readonly MoveItem[], onConflict: OnConflict): MoveRequest[] =>
  inRequests(items).map((slice) => ({ items: slice, onConflict }));

/** What a move has brought into another folder. */
export interface MovedEntries {
  readonly entries: readonly Entry[];
  /** The paths that were moved, and those that they have in the other folder, as far as these are known. */
  readonly paths: readonly string[];
  readonly to: readonly string[];
  /** The other folder, when it may have more of them: it gives numbers that only the server knows, and answers get lost. */
  readonly unknownIn: readonly string[];
}

/** Returns what a move of `entries` into a folder has done, of which those with `paths` are there now. */
export function movedTo(
  folder: string,
  entries: readonly Entry[],
  paths: readonly string[],
  onConflict: OnConflict,
): MovedEntries {
  const moved = new Set(paths);
  const firsts = new Map<string, string>();
  for (const entry of entries.toReversed()) firsts.set(pathIn(folder, entry), entry.path);
  const known = [...firsts].filter(([, path]) => moved.has(path)).map(([to]) => to);
  // With a number, or without: only the server knows, and another file may have the name that was asked for.
  const to = onConflict === 'fail' ? known : [];
  return { entries, paths, to, unknownIn: to.length < entries.length ? [folder] : [] };
}
