import { computed, inject, Injectable } from '@angular/core';

import type { ActivityTransfer } from '../changes/activity/activity-transfer.ts';
import { DownloadLog } from '../download/download-log.ts';
import { Downloads } from '../download/downloads.ts';
import { BrowserUploadQueue } from '../upload/browser-upload-queue.ts';
import { UploadLog } from '../upload/upload-log.ts';

/** Tells the page of activity what this page has uploaded and downloaded. */
@Injectable({ providedIn: 'root' })
export class SessionTransfers {
  readonly #uploads = inject(UploadLog);
  readonly #downloads = inject(DownloadLog);
  readonly #queue = inject(BrowserUploadQueue);
  readonly #downloader = inject(Downloads);

  readonly all = computed((): readonly ActivityTransfer[] => [
    ...this.#uploads.groups().map((group) => ({
      ...group,
      kind: 'upload' as const,
      key: `upload-${group.id}`,
      stop: () => this.#stopUploads(group.id),
    })),
    ...this.#downloads.groups().map((group) => ({
      ...group,
      kind: 'download' as const,
      key: `download-${group.id}`,
      stop: () => void this.#downloader.cancel(this.#downloads.openOf(group.id)),
    })),
  ]);

  /** Cancels from the last upload to the first, so that a waiting one is gone before a place becomes free for it. */
  #stopUploads(group: number): void {
    for (const id of this.#uploads.close(group)) this.#queue.cancel(id);
  }
}
