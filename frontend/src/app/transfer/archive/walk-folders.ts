import type { FoundFile, FoundPage } from './found-page.ts';

/** One page of what lies directly in a folder. */
export interface ListedPage {
  readonly folders: readonly { readonly path: string }[];
  readonly files: readonly FoundFile[];
  readonly cursor?: string | undefined;
}

/** Resolves with a page of a folder, or with `undefined` when the folder is not there. */
export type ListFolder = (folder: string, cursor: string | undefined) => Promise<ListedPage | undefined>;

/** Number of folders that are listed at the same time. */
const mostAtOnce = 4;

interface Waiting {
  readonly folder: string;
  readonly cursor: string | undefined;
  page?: Promise<ListedPage | undefined>;
}

/**
 * Yields everything below a folder, page by page, from its first folder to its last. The next folders are listed ahead. `base`
 * is the part of the paths that the archive leaves out.
 */
export async function* walkFolder(root: string, base: string, list: ListFolder): AsyncGenerator<FoundPage> {
  // The next one is the last of them, because nothing else need be moved then.
  const waiting: Waiting[] = [{ folder: root, cursor: undefined }];
  for (;;) {
    for (const each of waiting.slice(-mostAtOnce).toReversed()) void begin(each, list);
    const current = waiting.pop();
    if (!current) return;
    const page = await begin(current, list);
    yield pageOf(current, page, base);
    if (page?.cursor !== undefined) waiting.push({ folder: current.folder, cursor: page.cursor });
    for (const { path } of page?.folders.toReversed() ?? []) waiting.push({ folder: path, cursor: undefined });
  }
}

function begin(waiting: Waiting, list: ListFolder): Promise<ListedPage | undefined> {
  if (!waiting.page) {
    waiting.page = list(waiting.folder, waiting.cursor);
    // Its failure is met when it is its turn.
    waiting.page.catch(() => undefined);
  }
  return waiting.page;
}

function pageOf({ folder, cursor }: Waiting, page: ListedPage | undefined, base: string): FoundPage {
  if (!page) return { base, files: [], emptyFolders: [], gone: [folder] };
  const isFirst = cursor === undefined && folder !== '';
  const isEmpty = isFirst && page.cursor === undefined && page.files.length + page.folders.length === 0;
  const files = page.files.map(({ path, sizeBytes, modifiedAt }) => ({ path, sizeBytes, modifiedAt }));
  return { base, files, emptyFolders: isEmpty ? [folder] : [], gone: [] };
}
