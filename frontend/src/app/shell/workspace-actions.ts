import { inject, Injectable, type Provider } from '@angular/core';
import { Router } from '@angular/router';

import {
  copyAction,
  copyToClipboardAction,
  cutAction,
  detailsAction,
  moveAction,
  pasteAction,
  renameAction,
} from '../changes/actions/organise-actions.ts';
import { Changes } from '../changes/changes.ts';
import { MovingDrag } from '../changes/drag/moving-drag.ts';
import { FileClipboard } from '../changes/file-clipboard.ts';
import { FileDeletes } from '../changes/file-deletes.ts';
import { FolderChanges } from '../changes/folder-changes.ts';
import { FreshEntries } from '../changes/fresh-entries.ts';
import { HiddenFiles } from '../changes/hidden-files.ts';
import { VersionsOpener } from '../changes/versions/versions-opener.ts';
import { canChooseFolders } from '../download/disk/choose-folder.ts';
import { Downloads } from '../download/downloads.ts';
import {
  deleteAction,
  downloadAction,
  downloadEachAction,
  downloadToFolderAction,
  downloadZipAction,
  openAction,
  versionsAction,
} from '../files/actions/basic-actions.ts';
import { FILE_ACTION_TABLE, type FileAction } from '../files/actions/file-action.ts';
import { ENTRY_DRAG } from '../files/drag/entry-drag.ts';
import { FILE_ACTIONS, type FileActions } from '../files/file-actions.ts';
import { folderParam } from '../files/folder-path.ts';
import { downloadsAfterRenames } from './downloads-after-renames.ts';
import { newFolderAction } from './new-folder/new-folder-action.ts';
import { NewFolderOpener } from './new-folder/new-folder-opener.ts';
import { PreviewOpener } from '../preview/preview-opener.ts';
import { viewerSurroundings } from './viewer-surroundings.ts';

/** Tells the lists of files what happens elsewhere: to uploads, changes and the clipboard, which do not know lists. */
@Injectable()
class WorkspaceActions implements FileActions {
  readonly #changes = inject(FolderChanges);

  readonly hidden = inject(HiddenFiles).paths;
  readonly dimmed = inject(FileClipboard).cutPaths;
  readonly stored = this.#changes.stored;
  readonly deleted = this.#changes.deleted;
  readonly restored = this.#changes.restored;
  readonly renamed = this.#changes.renamed;
  readonly copied = this.#changes.copied;
  readonly created = this.#changes.created;
  readonly outdated = inject(Changes).outdated;
}

/** Makes the table of all actions on files and folders. Each action is one line, in the order of the menus. */
function fileActionTable(): readonly FileAction[] {
  const [downloads, deletes, versions] = [inject(Downloads), inject(FileDeletes), inject(VersionsOpener)];
  const [router, previews, newFolder] = [inject(Router), inject(PreviewOpener), inject(NewFolderOpener)];
  const download = downloadsAfterRenames(downloads, inject(FreshEntries));
  const openFolder = ({ path }: { path: string }) =>
    void router.navigate(['/files'], { queryParams: { folder: folderParam(path) } });
  const heard = inject(FILE_ACTIONS);
  const table: readonly FileAction[] = [
    openAction(openFolder, (file, target) =>
      previews.show(file, target.all, {
        ...viewerSurroundings(table, heard, target),
        download: ({ path }) => void download.files([path]),
      }),
    ),
    downloadAction(download.files),
    downloadZipAction(download.archive),
    downloadToFolderAction(canChooseFolders, download.toFolder),
    downloadEachAction(download.files),
    renameAction(),
    moveAction(),
    copyAction(),
    cutAction(),
    copyToClipboardAction(),
    pasteAction(),
    detailsAction(),
    newFolderAction((folder) => newFolder.open(folder)),
    versionsAction((path) => versions.show(path, (id) => void downloads.downloadVersion(path, id))),
    deleteAction((items) => deletes.delete(items)),
  ];
  return table;
}

/** What the pages below the workspace page have: the actions on files, and what lists hear about files. */
export const workspaceActionProviders: Provider[] = [
  { provide: FILE_ACTIONS, useClass: WorkspaceActions },
  { provide: FILE_ACTION_TABLE, useFactory: fileActionTable },
  { provide: ENTRY_DRAG, useExisting: MovingDrag },
];
