import { inject, Injectable } from '@angular/core';

import { Changes } from '../changes/changes.ts';
import { FileDeletes } from '../changes/file-deletes.ts';
import { FolderChanges } from '../changes/folder-changes.ts';
import { HiddenFiles } from '../changes/hidden-files.ts';
import { VersionsOpener } from '../changes/versions/versions-opener.ts';
import { Downloads } from '../download/downloads.ts';
import type { FileActions } from '../files/file-actions.ts';

/** Connects the folder page with downloads and changes, which do not know each other. */
@Injectable()
export class WorkspaceActions implements FileActions {
  readonly #downloads = inject(Downloads);
  readonly #deletes = inject(FileDeletes);
  readonly #changes = inject(FolderChanges);
  readonly #versions = inject(VersionsOpener);

  readonly hidden = inject(HiddenFiles).paths;
  readonly stored = this.#changes.stored;
  readonly deleted = this.#changes.deleted;
  readonly outdated = inject(Changes).outdated;

  download(paths: readonly string[]): Promise<void> {
    return this.#downloads.download(paths);
  }

  showVersions(path: string): Promise<void> {
    return this.#versions.show(path, (versionId) => void this.#downloads.downloadVersion(path, versionId));
  }

  delete(files: Parameters<FileActions['delete']>[0]): void {
    void this.#deletes.delete(files);
  }
}
