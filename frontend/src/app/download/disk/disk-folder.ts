import { nameOf, parentOf } from '../../format/name-of.ts';
import { folded } from '../../transfer/archive/archive-names.ts';
import { numberedPath } from '../../transfer/queue/numbered-path.ts';
import { randomKey } from '../../transfer/random-key.ts';
import type { Bytes } from '../service/archive/joined.ts';
import type { ChosenFolder } from './choose-folder.ts';

/** Where a file can be written. */
export interface FreePlace {
  readonly kind: 'free';
  readonly folder: ChosenFolder;
  readonly name: string;
}

/** Where a file goes: there it is already, or it can be written there. */
type Place = FreePlace | { readonly kind: 'kept'; readonly name: string };

/** A folder on the disk with what is written to it. A file that is there is never overwritten. */
export class DiskFolder {
  readonly #root: ChosenFolder;
  readonly #folders = new Map<string, Promise<ChosenFolder>>();
  /** The paths that this download uses, as disks compare them, so that no two of its files are written to one. */
  readonly #claimed = new Set<string>();

  constructor(root: ChosenFolder) {
    this.#root = root;
  }

  /** Resolves with the folder of this path, which has a slash at its end, and makes it where it is missing. */
  folder(path: string): Promise<ChosenFolder> {
    if (path === '') return Promise.resolve(this.#root);
    const known = this.#folders.get(path);
    if (known) return known;
    const made = this.#make(path);
    this.#folders.set(path, made);
    // The disk may have refused it for a moment only: the next file in it asks again.
    made.catch(() => this.#folders.delete(path));
    return made;
  }

  /**
   * Resolves with where the file of this path goes. When another file has its name, it gets a number. An empty file is what an
   * attempt leaves behind whose page was closed, and nothing of it can be lost.
   */
  async placeOf(path: string, isSame: (there: File) => Promise<boolean>): Promise<Place> {
    const folder = await this.folder(parentOf(path));
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? path : numberedPath(path, number - 1);
      if (!this.#claim(candidate)) continue;
      const name = nameOf(candidate);
      const there = await entryOf(folder, name);
      if (there === 'folder') continue;
      if (there && (await isSame(there))) return { kind: 'kept', name };
      if (!there || there.size === 0) return { kind: 'free', folder, name };
    }
  }

  /** Writes a small file to the chosen folder and removes it. Rejects when the disk takes no file at all. */
  async tryToWrite(): Promise<void> {
    const name = `_airlock-${randomKey()}.txt`;
    await writeFile({ kind: 'free', folder: this.#root, name }, oneByte());
    await this.#root.removeEntry(name).catch(() => undefined);
  }

  async #make(path: string): Promise<ChosenFolder> {
    const parent = await this.folder(parentOf(path));
    return parent.getDirectoryHandle(nameOf(path), { create: true });
  }

  #claim(path: string): boolean {
    const same = folded(path);
    const isFree = !this.#claimed.has(same);
    this.#claimed.add(same);
    return isFree;
  }
}

/**
 * Writes a file. The browser gives it its name when all of it has been written, and not before. When `pieces` fail, or the
 * disk does, nothing is left of it. What somebody else writes under its name meanwhile stays, and then this rejects.
 */
export async function writeFile({ folder, name }: FreePlace, pieces: AsyncIterable<Bytes>): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  let writable: FileSystemWritableFileStream | undefined;
  try {
    writable = await file.createWritable();
    for await (const piece of pieces) await writable.write(piece);
    if (await isTaken(file)) throw new Error('Somebody else has written to the file.');
    await writable.close();
  } catch (error) {
    await writable?.abort().catch(() => undefined);
    if (!(await isTaken(file))) await folder.removeEntry(name).catch(() => undefined);
    throw error;
  }
}

/** Resolves with whether there is something in the file. What is written to it here is not, before it is closed. */
async function isTaken(file: FileSystemFileHandle): Promise<boolean> {
  const there = await file.getFile().catch(() => undefined);
  return there !== undefined && there.size > 0;
}

/** Resolves with the file of this name, with `folder` when a folder has it, and with `undefined` when nothing has. */
async function entryOf(folder: ChosenFolder, name: string): Promise<File | 'folder' | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    const kind = (error as Partial<Error>).name;
    if (kind === 'NotFoundError') return undefined;
    if (kind === 'TypeMismatchError') return 'folder';
    throw error;
  }
}

async function* oneByte(): AsyncGenerator<Bytes> {
  yield await Promise.resolve(new Uint8Array(1));
}
