import { fromInput, type ChosenFile } from './chosen-files.ts';

/**
 * Everything that was dropped, folders with all they contain. Must be called within the drop event: afterwards the
 * browser empties the list. A file or folder that cannot be read is left out and counted.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<{ files: ChosenFile[]; unreadable: number }> {
  const entries = Array.from(transfer.items, (item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const known = entries.filter((entry) => entry !== null);
  if (known.length === 0) return { files: fromInput(transfer.files), unreadable: 0 };
  const found = { files: [] as ChosenFile[], unreadable: 0 };
  for (const entry of known) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: { files: ChosenFile[]; unreadable: number }): Promise<void> {
  try {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      found.files.push({ relativePath: entry.fullPath.slice(1), file });
    } else if (isFolder(entry)) {
      for (const child of await children(entry)) await walk(child, found);
    }
  } catch {
    found.unreadable += 1;
  }
}

/** `readEntries` hands out at most 100 at a time; an empty answer is the end. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
