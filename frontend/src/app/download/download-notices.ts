import { inject, Injectable } from '@angular/core';

import { pickTarget } from './verified-download.ts';
import { PageOwner } from '../api/page-owner.ts';
import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
import { Notices } from '../notices/notices.ts';
import { text } from '../text/text.ts';
import { Downloads } from './downloads.ts';
import { nameOf } from '../format/name-of.ts';

/** Starts downloads and shows messages about them. */
@Injectable({ providedIn: 'root' })
export class DownloadNotices {
  readonly #downloads = inject(Downloads);
  readonly #notices = inject(Notices);
  readonly #dialogs = inject(LazyDialogs);
  readonly #owner = inject(PageOwner);

  /** Saves one file where the person chooses and compares it with the checksum of the storage. */
  async downloadVerified(path: string): Promise<void> {
    const name = nameOf(path);
    const isMine = this.#owner.claim();
    const handle = await pickTarget(window, name);
    if (!handle) return;
    await this.#dialogs.open(
      async () => (await loadCode(() => import('./verified-download-dialog.ts'))).VerifiedDownloadDialog,
      { data: { path, name, handle }, disableClose: true, width: 'min(440px, 92vw)', autoFocus: 'dialog' },
      isMine,
    );
  }

  async downloadVersion(path: string, versionId: string): Promise<void> {
    const error = await this.#downloads.downloadVersion(path, versionId);
    if (error) this.#notices.say(text.files.downloadFailed(nameOf(path), text.calls[error.code]));
  }

  async download(paths: readonly string[]): Promise<void> {
    if (paths.length > 1) this.#notices.say(text.files.downloading(paths.length));
    const [failure] = await this.#downloads.download(paths);
    if (failure) this.#notices.say(text.files.downloadFailed(failure.name, text.calls[failure.error.code]));
  }
}
