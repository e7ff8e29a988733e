import { defaultPartBytes } from '@airlock/contract';

import { fromInput, type ChosenFile } from './chosen-files.ts';
import { handleOf, isFileHandle, isFolderHandle } from './file-handles.ts';

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

interface Found {
  take(files: ChosenFile[]): Promise<void>;
  readonly signal: AbortSignal;
  unreadable: number;
}

/**
 * Hands over everything that was dropped, folders with all their content, in batches as it is found. Must be called
 * within the drop event: afterwards the browser empties the list. Resolves with the number of files and folders that
 * could not be read and were left out. Stops looking when `signal` fires.
 */
export async function takeDropped(transfer: DataTransfer, take: Found['take'], signal: AbortSignal): Promise<number> {
  const items = Array.from(transfer.items).filter(({ kind }) => kind === 'file');
  const handles = items.slice(0, handlesAtMost).map(handleOf);
  const entries = items.map((item) => item.webkitGetAsEntry());
  const found: Found = { take, signal, unreadable: 0 };
  if (entries.every((entry) => entry === null)) await take(fromInput(transfer.files));
  await walk(entries, found, async (name) => {
    const index = entries.findIndex((entry) => entry?.name === name);
    return handles[index];
  });
  return found.unreadable;
}

type FindHandle = (name: string, kind: 'file' | 'folder') => Promise<FileSystemHandle | undefined>;

async function walk(entries: readonly (FileSystemEntry | null)[], found: Found, find: FindHandle): Promise<void> {
  const files = entries.filter(isFile);
  for (let start = 0; start < files.length && !found.signal.aborted; start += readAtOnce) {
    const some = files.slice(start, start + readAtOnce);
    await found.take((await Promise.all(some.map((entry) => read(entry, found, find)))).flat());
  }
  for (const entry of entries) if (isFolder(entry)) await walkFolder(entry, found, find);
}

async function read(entry: FileSystemFileEntry, found: Found, find: FindHandle): Promise<ChosenFile[]> {
  try {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    const handle = file.size < handleFromBytes ? undefined : await find(entry.name, 'file');
    return [{ relativePath: entry.fullPath.slice(1), file, ...(isFileHandle(handle) && { handle }) }];
  } catch {
    found.unreadable += 1;
    return [];
  }
}

async function walkFolder(folder: FileSystemDirectoryEntry, found: Found, find: FindHandle): Promise<void> {
  const own: FindFolder = async () => {
    const handle = await find(folder.name, 'folder');
    return isFolderHandle(handle) ? handle : undefined;
  };
  const inside: FindHandle = async (name, kind) => {
    const handle = await own();
    return kind === 'file' ? handle?.getFileHandle(name) : handle?.getDirectoryHandle(name);
  };
  try {
    const reader = folder.createReader();
    while (!found.signal.aborted) {
      // The browser returns at most 100 entries at a time; an empty answer is the end.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      await walk(some, found, (name, kind) => inside(name, kind).catch(() => undefined));
    }
  } catch {
    found.unreadable += 1;
  }
}

const isFile = (entry: FileSystemEntry | null): entry is FileSystemFileEntry => entry?.isFile ?? false;
const isFolder = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry => entry?.isDirectory ?? false;
