import type { FoundPage } from './found-page.ts';
import { walkFolder, type ListBelow } from './walk-folder.ts';

/** Number of folders up to which each is listed by itself. */
const few = 3;

/**
 * Yields everything below folders that are all directly in `base`. Many of them are found in the list of `base`, which takes
 * fewer calls than a list of each, unless most of that list is in other folders. It ends when all of them were seen.
 */
export async function* walkSiblings(
  base: string,
  folders: readonly string[],
  list: ListBelow,
): AsyncGenerator<FoundPage> {
  let left = folders;
  if (folders.length > few) {
    const wanted = new WantedFolders(base, folders);
    for await (const page of walkFolder(base, base, list)) {
      yield wanted.of(page);
      if (wanted.areRare) break;
    }
    left = wanted.unseen;
    if (!wanted.areRare) {
      yield { base, files: [], emptyFolders: [], gone: left };
      return;
    }
  }
  for (const folder of left) yield* walkFolder(folder, base, list);
}

/** Takes what is in some folders out of the list of the folder above. */
class WantedFolders {
  readonly #base: string;
  readonly #wanted: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  /** Number of pages of which most is not wanted. */
  #poorPages = 0;
  /** Whether the last page has something, and nothing of it is wanted. */
  #isBeside = false;

  constructor(base: string, folders: readonly string[]) {
    this.#base = base;
    this.#wanted = new Set(folders);
  }

  /**
   * Whether going on with the list is dearer than listing by itself each folder that was not seen, or has already cost more than
   * it spared. It is decided on a page that is beside the folders: what is in one stands together in the list, so all that is in
   * those that were seen was found.
   */
  get areRare(): boolean {
    return this.#isBeside && this.#poorPages > Math.min(this.#seen.size, this.#wanted.size - this.#seen.size);
  }

  /** The folders of which nothing was found. */
  get unseen(): readonly string[] {
    return [...this.#wanted].filter((folder) => !this.#seen.has(folder));
  }

  /** Returns what of a page is in the folders. */
  of({ base, files, emptyFolders }: FoundPage): FoundPage {
    const kept = files.filter(({ path }) => this.#isWanted(path));
    const empty = emptyFolders.filter((path) => this.#isWanted(path));
    const [keptCount, count] = [kept.length + empty.length, files.length + emptyFolders.length];
    if (2 * keptCount < count) this.#poorPages += 1;
    this.#isBeside = keptCount === 0 && count > 0;
    return { base, files: kept, emptyFolders: empty, gone: [] };
  }

  #isWanted(path: string): boolean {
    const folder = this.#folderOf(path);
    if (!this.#wanted.has(folder)) return false;
    this.#seen.add(folder);
    return true;
  }

  /** Returns the folder directly in the base in which a path is; an empty text for a file of the base itself. */
  #folderOf(path: string): string {
    return path.slice(0, path.indexOf('/', this.#base.length) + 1);
  }
}
