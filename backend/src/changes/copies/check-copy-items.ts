import { folderWithSlash } from '@airlock/contract';
import type { ChangeKind, MoveItem, OnConflict } from '@airlock/contract';

import { CodedError } from '../../coded-error.ts';

/** Names of an item, by which items are compared: those of folders end with a slash. */
interface Names {
  readonly from: string;
  readonly to: string;
}

/**
 * Refuses a request whose items contradict each other or themselves: it throws `invalid-request` for an item that would come
 * to lie where it is or inside itself, for two items that name one file or would get one name, and for an item that lies or
 * would come to lie inside a folder of the request or inside its new name.
 */
export function checkCopyItems(kind: ChangeKind, items: readonly MoveItem[], onConflict: OnConflict): void {
  const names = items.map(namesOf);
  const folders = foldersOf(names.map(({ from }) => from));
  const newFolders = foldersOf(names.map(({ to }) => to));
  const [froms, targets] = [new Set<string>(), new Set<string>()];
  for (const [index, { from, to }] of names.entries()) {
    const refuse = (property: string, message: string) =>
      new CodedError('invalid-request', message, { field: `items.${index}.${property}` });
    const source = 'path' in (items[index] ?? {}) ? 'path' : 'folder';
    // A copy beside its original gets a number.
    const isBeside = kind === 'copy' && onConflict === 'keep-both';
    if (from === to && !isBeside) throw refuse('to', 'It is there already: give another name.');
    if (isInside(to, folders)) throw refuse('to', 'A folder cannot be moved or copied into itself.');
    // Two files could get one name, and where they are equal one would count as the copy of the other.
    if (isInside(to, newFolders)) throw refuse('to', 'It would come to lie in the new folder of another item.');
    if (froms.has(from)) throw refuse(source, 'Another item names the same.');
    if (isInside(from, folders)) throw refuse(source, 'It lies in a folder that another item names.');
    if (targets.has(to) && onConflict === 'fail') throw refuse('to', 'Another item gets the same name.');
    froms.add(from);
    targets.add(to);
  }
}

function namesOf(item: MoveItem): Names {
  return 'path' in item
    ? { from: item.path, to: item.to }
    : { from: folderWithSlash(item.folder), to: folderWithSlash(item.to) };
}

const foldersOf = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.filter((name) => name.endsWith('/')));

/** Whether a name lies below one of the folders, at any depth. */
function isInside(name: string, folders: ReadonlySet<string>): boolean {
  for (let slash = name.indexOf('/'); slash !== -1 && slash < name.length - 1; slash = name.indexOf('/', slash + 1)) {
    if (folders.has(name.slice(0, slash + 1))) return true;
  }
  return false;
}
