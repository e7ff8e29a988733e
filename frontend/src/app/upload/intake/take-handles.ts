import type { ChosenFile } from './chosen-files.ts';
import { isFileHandle, isFolderHandle } from './file-handles.ts';
import type { Taker } from './taker.ts';

/** Number of files that are handed over together. */
const takenAtOnce = 64;

/**
 * Hands over the files of `handles`, folders with all their content, as they are found. Files whose path `isWanted` refuses
 * are not read. A file or folder that no longer exists is left out and counted.
 */
export async function takeHandles(
  handles: AsyncIterable<FileSystemHandle> | Iterable<FileSystemHandle>,
  taker: Taker,
  isWanted: (relativePath: string) => boolean = () => true,
  folder = '',
): Promise<void> {
  let reading: Promise<void>[] = [];
  const found: ChosenFile[] = [];
  const flush = async () => {
    await Promise.all(reading);
    reading = [];
    await taker.take(found.splice(0));
  };
  const read = async (handle: FileSystemFileHandle, relativePath: string) => {
    try {
      found.push({ relativePath, file: await handle.getFile(), handle });
    } catch {
      taker.leftOut.unreadable += 1;
    }
  };
  try {
    for await (const handle of handles) {
      if (taker.signal.aborted) return;
      const path = `${folder}${handle.name}`;
      if (isFolderHandle(handle)) await takeHandles(handle.values(), taker, isWanted, `${path}/`);
      else if (isFileHandle(handle) && isWanted(path)) reading.push(read(handle, path));
      if (reading.length >= takenAtOnce) await flush();
    }
  } catch {
    taker.leftOut.unreadable += 1;
  }
  await flush();
}
