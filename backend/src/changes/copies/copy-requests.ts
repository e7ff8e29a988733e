import { folderWithSlash } from '@airlock/contract';
import type { ChangeKind, CopyFilesRequest, ItemCode, MoveFilesRequest, MoveItem, OnConflict } from '@airlock/contract';

import type { Caller } from '../../caller.ts';
import { CodedError } from '../../coded-error.ts';
import { inBatches } from '../../in-batches.ts';
import type { FileStore } from '../../files/file-store.ts';
import { folderPrefix, pathOf } from '../../files/object-key.ts';
import type { FileToDo, ToDo } from '../change-record.ts';
import type { ChangeRequest } from '../run-change.ts';
import { checkCopyItems } from './check-copy-items.ts';
import { freeName } from './free-name.ts';
import { isTooLong } from './is-too-long.ts';

interface Asked {
  readonly kind: ChangeKind;
  readonly items: readonly MoveItem[];
  readonly onConflict: OnConflict;
}

/**
 * Returns the request that the items of a move or a copy make. Throws `invalid-request` for items that contradict each other.
 * A folder is one thing: where its new name is taken, it is not done at all, or all of it gets a name with a number.
 */
export async function copyRequest(
  { files }: { readonly files: FileStore },
  caller: Caller,
  kind: ChangeKind,
  { items, onConflict = 'fail' }: CopyFilesRequest | MoveFilesRequest,
): Promise<ChangeRequest> {
  const [item] = items ?? [];
  if (items === undefined || item === undefined) {
    throw new CodedError('invalid-request', 'Give either items or a change.', { field: 'items' });
  }
  checkCopyItems(kind, items, onConflict);
  const toDo = await resolved(files, caller, { kind, items, onConflict });
  const [first] = toDo;
  const to = first !== undefined && 'to' in first ? first.to : undefined;
  return {
    first: 'path' in item ? { path: item.path } : { folder: item.folder },
    to: to?.endsWith('/') === true ? to.slice(0, -1) : to,
    itemCount: items.length,
    toDo,
  };
}

/** Returns what is to do, after it has looked which new names of folders are taken. */
async function resolved(files: FileStore, caller: Caller, { items, onConflict }: Asked): Promise<readonly ToDo[]> {
  const keepsBoth = onConflict === 'keep-both';
  const given = new Set<string>();
  const isFree = (prefix: string): boolean => !given.has(prefix);
  return inBatches(items, async (item): Promise<ToDo> => {
    if ('path' in item) return { path: item.path, etag: item.etag, to: item.to, keepsBoth };
    const wanted = folderPrefix(caller, folderWithSlash(item.to));
    const page = await files.listDeep({ prefix: wanted, limit: 1 });
    const isTaken = page.files.length > 0;
    if (isTaken && !keepsBoth) return refused(item.folder, 'already-exists');
    let prefix = wanted;
    while ((isTaken && prefix === wanted) || !isFree(prefix)) prefix = await freeName(files, wanted, isFree);
    if (prefix !== wanted && isTooLong(prefix)) return refused(item.folder, 'invalid-path');
    given.add(prefix);
    return { folder: item.folder, to: pathOf(caller, prefix), keepsBoth };
  });
}

function refused(folder: string, code: ItemCode): FileToDo {
  return { path: folder, code };
}
