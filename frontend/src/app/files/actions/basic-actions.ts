import { nameOf } from '../../format/name-of.ts';
import { filesText } from '../../text/files-text.ts';
import type { Entry, FileEntry, FolderEntry } from '../entry.ts';
import type { ActionTarget, FileAction } from './file-action.ts';

const isFile = (entry: Entry): entry is FileEntry => entry.kind === 'file';
/** The only entry of a target; `undefined` when there are several or none. */
const only = ({ entries }: ActionTarget): Entry | undefined => (entries.length === 1 ? entries[0] : undefined);

/** Opens a folder, or shows a file. */
export const openAction = (
  openFolder: (folder: FolderEntry) => void,
  openFile: (file: FileEntry, target: ActionTarget) => void | Promise<void>,
): FileAction => ({
  id: 'open',
  group: 'open',
  icon: 'folder-open',
  label: filesText.open,
  keys: ['Enter'],
  offers: (target) => only(target) !== undefined,
  run: (target) => {
    const entry = only(target);
    if (entry?.kind === 'folder') openFolder(entry);
    else if (entry) return openFile(entry, target);
  },
});

const pathsOf = ({ entries }: ActionTarget): string[] => entries.filter(isFile).map(({ path }) => path);

/** Downloads one file. */
export const downloadAction = (download: (paths: readonly string[]) => void | Promise<void>): FileAction => ({
  id: 'download',
  group: 'open',
  icon: 'download',
  label: filesText.download,
  offers: (target) => only(target)?.kind === 'file',
  run: (target) => download(pathsOf(target)),
});

/** Downloads what a person wants together, under a name. */
type DownloadTogether = (
  name: string,
  content: { files: readonly FileEntry[]; folders: readonly string[] },
) => void | Promise<void>;

const areTogether = (target: ActionTarget): boolean =>
  only(target)?.kind !== 'file' && (target.entries.length > 0 || target.folder !== undefined);

/** Passes on the entries of a target; without an entry, all of the folder that is shown. */
function downloadTogether(download: DownloadTogether, target: ActionTarget): void | Promise<void> {
  const { entries, folder = '' } = target;
  const name = nameOf(only(target)?.path ?? folder) || filesText.root;
  if (entries.length === 0) return download(name, { files: [], folders: [folder] });
  const folders = entries.filter(({ kind }) => kind === 'folder').map(({ path }) => path);
  return download(name, { files: entries.filter(isFile), folders });
}

/** Downloads folders and several files as one ZIP file. */
export const downloadZipAction = (download: DownloadTogether): FileAction => ({
  id: 'download-zip',
  group: 'open',
  icon: 'download',
  label: filesText.downloadZip,
  offers: areTogether,
  run: (target) => downloadTogether((name, content) => download(`${name}.zip`, content), target),
});

/** Downloads folders and several files to a folder on the disk, in a browser that can write to one. */
export const downloadToFolderAction = (canChoose: () => boolean, download: DownloadTogether): FileAction => ({
  id: 'download-to-folder',
  group: 'open',
  icon: 'folder-open',
  label: filesText.downloadToFolder,
  offers: (target) => canChoose() && areTogether(target),
  run: (target) => downloadTogether(download, target),
});

/** Downloads several files, each as a file of its own. */
export const downloadEachAction = (download: (paths: readonly string[]) => void | Promise<void>): FileAction => ({
  id: 'download-each',
  group: 'open',
  icon: 'download',
  label: filesText.downloadEach,
  offers: ({ entries }) => entries.length > 1 && entries.every(isFile),
  run: (target) => download(pathsOf(target)),
});

export const versionsAction = (show: (path: string) => void | Promise<void>): FileAction => ({
  id: 'versions',
  group: 'about',
  icon: 'activity',
  label: filesText.versions,
  offers: (target) => only(target)?.kind === 'file',
  run: (target) => {
    const entry = only(target);
    if (entry) return show(entry.path);
  },
});

/** What is deleted: a file in the version that was seen, or a folder with all that is in it. */
type DeletedItem = { readonly path: string; readonly etag: string } | { readonly folder: string };

export const deleteAction = (remove: (items: DeletedItem[]) => void | Promise<void>): FileAction => ({
  id: 'delete',
  group: 'remove',
  icon: 'trash',
  label: filesText.delete,
  keys: ['Delete'],
  offers: ({ entries }) => entries.length > 0,
  run: ({ entries }) =>
    remove(
      entries.map((entry) =>
        entry.kind === 'folder' ? { folder: entry.path } : { path: entry.path, etag: entry.etag },
      ),
    ),
});
