import type { FoundFile, FoundPage } from './found-page.ts';

/** One page of everything below a folder, at any depth, in the order of the storage. */
export interface ListedPage {
  /** The folders that were made: what is in them comes right after them, on this page or on the next one. */
  readonly folders: readonly { readonly path: string }[];
  readonly files: readonly FoundFile[];
  readonly cursor?: string | undefined;
}

/** Resolves with a page of everything below a folder, or with `undefined` when the folder is not there. */
export type ListBelow = (folder: string, cursor: string | undefined) => Promise<ListedPage | undefined>;

/**
 * Yields everything below a folder, page by page. The next page is asked for before a page is yielded. `base` is the part of the
 * paths that the archive leaves out.
 */
export async function* walkFolder(root: string, base: string, list: ListBelow): AsyncGenerator<FoundPage> {
  let page = await list(root, undefined);
  if (!page) yield { base, files: [], emptyFolders: [], gone: [root] };
  /** A folder of which only the next page may say that something is in it. */
  let open = root === '' ? [] : [root];
  while (page) {
    const next = page.cursor === undefined ? undefined : begun(list(root, page.cursor));
    const folders = [...open, ...page.folders.map(({ path }) => path)];
    const empty = emptyOf(folders, page.files);
    const lastFile = page.files.at(-1)?.path ?? '';
    open = next ? folders.slice(-1).filter((folder) => empty.includes(folder) && isAfter(folder, lastFile)) : [];
    const emptyFolders = empty.filter((folder) => !open.includes(folder));
    const files = page.files.map(({ path, sizeBytes, modifiedAt }) => ({ path, sizeBytes, modifiedAt }));
    yield { base, files, emptyFolders, gone: [] };
    // A folder that has disappeared in the middle has nothing more.
    page = next && ((await next) ?? { folders: [], files: [] });
  }
}

/** Returns a page that is asked for ahead. Its failure is met when it is its turn. */
function begun(page: Promise<ListedPage | undefined>): Promise<ListedPage | undefined> {
  page.catch(() => undefined);
  return page;
}

/** Whether a path comes after another one in the order of the storage, that of the bytes of UTF-8. */
function isAfter(path: string, other: string): boolean {
  const [points, others] = [path, other].map((text) => Array.from(text, (each) => each.codePointAt(0) ?? 0));
  const at = points?.findIndex((point, index) => point !== others?.[index]) ?? -1;
  return at !== -1 && (points?.[at] ?? 0) > (others?.[at] ?? -1);
}

/** Returns the folders below which there is nothing of the page, in the same order. */
function emptyOf(folders: readonly string[], files: readonly FoundFile[]): readonly string[] {
  // What begins with the path of a folder follows it in any order of characters.
  const sorted = [...folders, ...files.map(({ path }) => path)].toSorted();
  const filled = new Set(sorted.filter((path, index) => sorted[index + 1]?.startsWith(path)));
  return folders.filter((folder) => !filled.has(folder));
}
