import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';

import { PageOwner } from '../../api/page-owner.ts';
import { SESSION_STATE } from '../../api/session-state.ts';
import type { Unfinished } from '../../transfer/upload-record.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';
import { KeptRecords } from '../kept-records.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { UploadLog } from '../upload-log.ts';
import { AllUploads } from './all-uploads.ts';
import { UnfinishedBatches } from './unfinished-batches.ts';

/** An upload of an earlier visit or of another device, as the tray shows it. */
export interface UnfinishedItem {
  readonly upload: Unfinished;
  /** Bytes that S3 has; absent until S3 has answered. */
  readonly arrivedBytes?: number;
}

/** Number of uploads that S3 is asked about. Each costs a request, and more do not fit on a screen. */
const askedAtMost = 10;

/** The uploads that this person began and did not finish, on any device. */
@Injectable({ providedIn: 'root' })
export class UnfinishedUploads {
  readonly #queue = inject(BrowserUploadQueue);
  readonly #rows = inject(UploadRows);
  readonly #log = inject(UploadLog);
  readonly #all = inject(AllUploads);
  readonly #session = inject(SESSION_STATE);
  readonly #batches = inject(UnfinishedBatches);
  readonly #kept = inject(KeptRecords);
  readonly #found = signal<readonly UnfinishedItem[]>([]);
  #stop = new AbortController();

  /** The unfinished uploads without those that have a row of their own, because the same file was chosen again. */
  readonly items = computed(() => this.#found().filter(({ upload }) => !this.#isHere(upload)));
  readonly batches = this.#batches.items;
  readonly count = computed(() => this.items().length + this.batches().length);
  readonly any = computed(() => this.count() > 0 && !(this.#isHidden() && this.#rows.totals().files === 0));
  readonly #isHidden = signal(false);

  constructor() {
    // The next page would show the list for a moment before the list of the next person is there.
    inject(PageOwner).follow(() => this.#clear());
  }

  /**
   * Must be called where an effect may be created. Refreshes the list now, whenever somebody signs in, and when the
   * browser opens its records late.
   */
  follow(): void {
    effect(() => {
      const state = this.#session();
      this.#kept.late();
      if (state.kind === 'signed-in') untracked(() => this.#welcome(state.userId));
    });
  }

  /** Takes the list off the screen until there are uploads, or until the next visit. */
  hide(): void {
    this.#isHidden.set(true);
  }

  /** Loads the list again. When that fails, the old list stays. */
  async refresh(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      const found = await this.#queue.unfinished(signal);
      if (signal.aborted) return;
      const before = new Map(this.#found().map((item) => [item.upload.uploadId, item]));
      this.#found.set(found.map((upload) => ({ ...before.get(upload.uploadId), upload })));
      for (const upload of found) if (upload.kind === 'elsewhere') void this.#refreshWhenFree(upload, signal);
      await Promise.all(found.slice(0, askedAtMost).map((upload) => this.#ask(upload, signal)));
    } catch {
      // The network is gone or the session has ended; both are shown elsewhere.
    }
  }

  /** Resumes `upload` with `file`. Nothing happens when the upload belongs to somebody who has signed out meanwhile. */
  resume(upload: Unfinished, file: File, handle?: FileSystemFileHandle): void {
    if (!this.#found().some((item) => item.upload.uploadId === upload.uploadId)) return;
    const { record } = upload;
    const known = record && handle ? { ...upload, record: { ...record, handle } } : upload;
    const resumed = this.#queue.resumeUnfinished(known, file);
    this.#rows.add([resumed]);
    this.#log.add(this.#log.begin(), [resumed]);
    this.#drop(upload);
  }

  /** Discards an upload and frees what S3 has of it. Rejects when that failed; the upload then stays in the list. */
  async discard(upload: Unfinished): Promise<void> {
    await this.#queue.discard(upload, new AbortController().signal);
    this.#drop(upload);
  }

  #welcome(userId: string): void {
    this.#isHidden.set(false);
    this.#all.belongTo(userId);
    void this.#batches.refresh(userId);
    void this.refresh();
  }

  #clear(): void {
    this.#stop.abort();
    this.#found.set([]);
    this.#batches.clear();
  }

  /** Loads the list again when the other tab no longer sends `upload`, so that this tab offers to resume it. */
  async #refreshWhenFree(upload: Unfinished, signal: AbortSignal): Promise<void> {
    try {
      await this.#queue.untilFree(upload, signal);
      if (!signal.aborted) await this.refresh();
    } catch {
      // The list was loaded again, or the person signed out.
    }
  }

  async #ask(upload: Unfinished, signal: AbortSignal): Promise<void> {
    const arrivedBytes = await this.#queue.arrivedBytes(upload, signal);
    this.#found.update((items) =>
      items.map((item) => (item.upload.uploadId === upload.uploadId ? { ...item, arrivedBytes } : item)),
    );
  }

  #isHere({ uploadId, key }: Unfinished): boolean {
    // The totals are read because they change with each step, and at each step a row may turn out to be this upload.
    this.#rows.totals();
    return this.#queue.carries(uploadId, key);
  }

  #drop({ uploadId }: Unfinished): void {
    this.#found.update((items) => items.filter(({ upload }) => upload.uploadId !== uploadId));
  }
}
