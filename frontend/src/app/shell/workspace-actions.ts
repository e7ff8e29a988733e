import { inject, Injectable } from '@angular/core';

import { DeletionNotices } from '../changes/deletion-notices.ts';
import { Deletions } from '../changes/deletions.ts';
import { FolderChanges } from '../changes/folder-changes.ts';
import { VersionsOpener } from '../changes/versions/versions-opener.ts';
import { DownloadNotices } from '../download/download-notices.ts';
import { canVerify } from '../download/verified-download.ts';
import type { FileActions } from '../files/file-actions.ts';

/** Connects the folder page with downloads and changes, which do not know each other. */
@Injectable()
export class WorkspaceActions implements FileActions {
  readonly #downloads = inject(DownloadNotices);
  readonly #deletions = inject(DeletionNotices);
  readonly #changes = inject(FolderChanges);
  readonly #versions = inject(VersionsOpener);

  readonly canVerify = canVerify(window);
  readonly hidden = inject(Deletions).gone;
  readonly stored = this.#changes.stored;
  readonly deleted = this.#changes.deleted;

  download(paths: readonly string[]): Promise<void> {
    return this.#downloads.download(paths);
  }

  downloadVerified(path: string): Promise<void> {
    return this.#downloads.downloadVerified(path);
  }

  showVersions(path: string): Promise<void> {
    return this.#versions.show(path, (versionId) => void this.#downloads.downloadVersion(path, versionId));
  }

  delete(paths: readonly string[]): void {
    this.#deletions.delete(paths);
  }
}
