import { defaultPartBytes } from '@airlock/contract';

import type { ChosenFile } from './chosen-files.ts';
import { handleOf, isFileHandle, isFolderHandle } from './file-handles.ts';
import type { Taker } from './taker.ts';

/**
 * Smallest file whose handle is kept. A smaller file is sent again sooner than a person answers a question about it.
 */
const handleFromBytes = defaultPartBytes;

/** Number of files that are read together. All their answers arrive in one task of the page, which must stay short. */
const readAtOnce = 16;

/** Number of handles that are asked for. All must be requested within the drop event, which may not take long. */
const handlesAtMost = 200;

/** Finds the handle of a folder when it is needed. */
type FindFolder = () => Promise<FileSystemDirectoryHandle | undefined>;

/**
 * Hands over everything that was dropped or pasted, folders with all their content, in batches as it is found. Must be
 * called within the event: afterwards the browser empties the list. Stops looking when the taker's signal fires.
 */
export async function takeDropped(transfer: DataTransfer, taker: Taker): Promise<void> {
  const items = Array.from(transfer.items).filter(({ kind }) => kind === 'file');
  const handles = items.slice(0, handlesAtMost).map(handleOf);
  const entries = items.map((item) => item.webkitGetAsEntry());
  // Some things have no entry, and WebKit has entries that cannot be read. As files they can be.
  const plain = items.map((item, index) => (isFolder(entries[index] ?? null) ? null : item.getAsFile()));
  void Promise.all(handles).then((all) => taker.keep(all.filter((handle) => handle !== undefined)));
  const bare = plain.filter((file, index) => file !== null && entries[index] === null);
  taker.leftOut.unreadable += entries.filter((entry, index) => entry === null && !plain[index]).length;
  await taker.take(bare.flatMap((file) => (file ? [{ relativePath: file.name, file }] : [])));
  await walk(entries, taker, {
    handle: async (name) => handles[entries.findIndex((entry) => entry?.name === name)],
    file: (entry) => plain[entries.indexOf(entry)] ?? undefined,
  });
}

/** Finds what the browser gave besides the entries of one folder. */
interface Finder {
  handle(name: string, kind: 'file' | 'folder'): Promise<FileSystemHandle | undefined>;
  /** Returns the file of an entry that cannot be read. */
  file(entry: FileSystemEntry): File | undefined;
}

async function walk(entries: readonly (FileSystemEntry | null)[], taker: Taker, find: Finder): Promise<void> {
  const files = entries.filter(isFile);
  for (let start = 0; start < files.length && !taker.signal.aborted; start += readAtOnce) {
    const some = files.slice(start, start + readAtOnce);
    await taker.take((await Promise.all(some.map((entry) => read(entry, taker, find)))).flat());
  }
  for (const entry of entries) if (isFolder(entry)) await walkFolder(entry, taker, find);
}

async function read(entry: FileSystemFileEntry, { leftOut }: Taker, find: Finder): Promise<ChosenFile[]> {
  const relativePath = entry.fullPath.slice(1);
  try {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    const handle = file.size < handleFromBytes ? undefined : await find.handle(entry.name, 'file');
    return [{ relativePath, file, ...(isFileHandle(handle) && { handle }) }];
  } catch {
    const file = find.file(entry);
    if (file) return [{ relativePath, file }];
    leftOut.unreadable += 1;
    return [];
  }
}

async function walkFolder(folder: FileSystemDirectoryEntry, taker: Taker, find: Finder): Promise<void> {
  const own: FindFolder = async () => {
    const handle = await find.handle(folder.name, 'folder');
    return isFolderHandle(handle) ? handle : undefined;
  };
  const inside = async (name: string, kind: 'file' | 'folder') => {
    const handle = await own();
    return kind === 'file' ? handle?.getFileHandle(name) : handle?.getDirectoryHandle(name);
  };
  const handle: Finder['handle'] = (name, kind) => inside(name, kind).catch(() => undefined);
  try {
    const reader = folder.createReader();
    for (let found = 0; !taker.signal.aborted;) {
      // The browser returns at most 100 entries at a time; an empty answer is the end.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      found += some.length;
      if (found === 0) taker.leftOut.emptyFolders += 1;
      if (some.length === 0) return;
      await walk(some, taker, { handle, file: () => undefined });
    }
  } catch {
    taker.leftOut.unreadable += 1;
  }
}

const isFile = (entry: FileSystemEntry | null): entry is FileSystemFileEntry => entry?.isFile ?? false;
const isFolder = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry => entry?.isDirectory ?? false;
