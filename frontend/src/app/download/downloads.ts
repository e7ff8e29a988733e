import { inject, Injectable, Injector } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';
import { nameOf } from '../format/name-of.ts';
import { loadCode } from '../loading/load-code.ts';
import { Notices } from '../notices/notices.ts';
import { filesText } from '../text/files-text.ts';
import { text } from '../text/text.ts';
import type { DownloadQueue, WantedFile } from './download-queue.ts';
import { hasDownloads } from './download-record.ts';

/** Starts downloads. What carries them out is loaded when it is first needed. */
@Injectable({ providedIn: 'root' })
export class Downloads {
  readonly #injector = inject(Injector);
  readonly #notices = inject(Notices);
  readonly #owner = inject(PageOwner);

  /** Goes on with the downloads that an earlier page of this tab did not finish. */
  restore(): void {
    if (hasDownloads()) void this.#queue().catch(() => undefined);
  }

  download(paths: readonly string[]): Promise<void> {
    return this.#add(paths.map((path) => ({ path, versionId: undefined })));
  }

  downloadVersion(path: string, versionId: string): Promise<void> {
    return this.#add([{ path, versionId }]);
  }

  async #add(files: readonly WantedFile[]): Promise<void> {
    const isMine = this.#owner.claim();
    try {
      const queue = await this.#queue();
      if (isMine()) queue.add(files);
    } catch {
      const [first] = files;
      if (first && isMine()) this.#notices.say(filesText.downloadFailed(nameOf(first.path), text.calls.network));
    }
  }

  async #queue(): Promise<DownloadQueue> {
    const { DownloadQueue } = await loadCode(() => import('./download-queue.ts'));
    return this.#injector.get(DownloadQueue);
  }
}
