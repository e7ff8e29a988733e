import type { StoredListEntry } from './file-store.ts';
import { isFolderMarker } from './object-key.ts';
import type { Tally } from './scan/key-range.ts';

/** Most files and folders that one call answers, and most bytes that they take in the answer of the Lambda, of 6 MB. */
const maxFound = 1000;
const maxFoundBytes = 2.5 * 1024 ** 2;

/** The room of one answer, which all ranges of a search share. */
export class FoundRoom {
  #count = 0;
  #bytes = 0;

  get isLeft(): boolean {
    return this.#count < maxFound && this.#bytes < maxFoundBytes;
  }

  add(found: unknown): void {
    this.#count += 1;
    // The answer holds the body, itself JSON, as a string.
    this.#bytes += Buffer.byteLength(JSON.stringify(JSON.stringify(found)));
  }
}

/** What was found in one range of keys. */
export class SearchTally implements Tally {
  readonly files: StoredListEntry[] = [];
  /** Folders below the searched one, each with its slash. */
  readonly folders: string[] = [];
  searchedCount = 0;
  readonly #matches: (name: string) => boolean;
  readonly #room: FoundRoom;
  /** Folder of the file before. */
  #folder = '';

  constructor(matches: (name: string) => boolean, room: FoundRoom) {
    this.#matches = matches;
    this.#room = room;
  }

  take(key: string, file: StoredListEntry): boolean {
    const nameStart = key.lastIndexOf('/', key.length - 2) + 1;
    this.#takeFolders(key.slice(0, key.lastIndexOf('/') + 1));
    if (isFolderMarker(file)) return this.#room.isLeft;
    this.searchedCount += 1;
    if (this.#matches(key.slice(nameStart))) {
      this.files.push(file);
      this.#room.add(file);
    }
    return this.#room.isLeft;
  }

  /** Looks at the folders in which the file before was not. */
  #takeFolders(folder: string): void {
    if (folder === this.#folder) return;
    for (let start = 0, end = folder.indexOf('/'); end !== -1; start = end + 1, end = folder.indexOf('/', start)) {
      const path = folder.slice(0, end + 1);
      if (this.#folder.startsWith(path) || !this.#matches(folder.slice(start, end))) continue;
      this.folders.push(path);
      this.#room.add(path);
    }
    this.#folder = folder;
  }
}
