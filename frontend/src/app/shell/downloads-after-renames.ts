import type { FreshEntries } from '../changes/fresh-entries.ts';
import type { Downloads } from '../download/downloads.ts';
import type { Entry, FileEntry } from '../files/entry.ts';

type Named = Pick<Entry, 'kind' | 'path'>;

/** What is downloaded together. */
interface Together {
  readonly files: readonly FileEntry[];
  readonly folders: readonly string[];
}

const namedIn = ({ files, folders }: Together): Named[] => [
  ...files,
  ...folders.map((path): Named => ({ kind: 'folder', path })),
];

/** Returns those of `content` that have the names that lists show. */
function keptOf({ files, folders }: Together, kept: readonly Named[]): Together {
  const paths = new Set(kept.map(({ path }) => path));
  return { files: files.filter(({ path }) => paths.has(path)), folders: folders.filter((path) => paths.has(path)) };
}

/** Returns what a download waits with. Who sees nothing begin asks for the same again, and gets it once. */
const waiting = (way: string, named: readonly Named[]) => {
  return { kind: 'download', once: JSON.stringify([way, ...named.map(({ path }) => path)]) } as const;
};

/**
 * Returns downloads that wait until what is downloaded has the name that lists show: a folder that is listed while it is
 * being renamed lacks files, and nobody would see that.
 */
export const downloadsAfterRenames = (downloads: Downloads, fresh: FreshEntries) => ({
  files: (paths: readonly string[]) => {
    const named = paths.map((path): Named => ({ kind: 'file', path }));
    return fresh.afterRenames(waiting('files', named), named, (kept) =>
      downloads.download(kept.map(({ path }) => path)),
    );
  },
  archive: (name: string, content: Together) => {
    const named = namedIn(content);
    return fresh.afterRenames(waiting('archive', named), named, (kept) =>
      downloads.downloadArchive(name, keptOf(content, kept)),
    );
  },
  // The folder on the disk is asked for at once: the browser allows that for a press only.
  toFolder: async (name: string, content: Together) => {
    const named = namedIn(content);
    const asked = waiting('folder', named);
    if (fresh.isWaiting(asked.once)) return;
    await downloads.downloadToFolder(name, content, (begin) =>
      fresh.afterRenames(asked, named, (kept) => begin(keptOf(content, kept))),
    );
  },
});
