import { computed, inject, Injectable, signal } from '@angular/core';

import { PageOwner } from '../../api/page-owner.ts';
import type { LeftBatch } from '../../transfer/queue/left-batch.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';
import { checkChosen, type ChosenFile } from '../intake/chosen-files.ts';
import { mayRead } from '../intake/file-handles.ts';
import { takeHandles } from '../intake/take-handles.ts';
import { UploadIntake } from '../intake/upload-intake.ts';
import { UploadRows } from '../rows/upload-rows.ts';

/** How going on with a batch ended. `denied`: the browser may not read the files. `gone`: it finds none of them. */
export type GoneOn = 'added' | 'denied' | 'gone';

/** The batches of files that an earlier visit did not finish, and whose files this visit does not have. */
@Injectable({ providedIn: 'root' })
export class UnfinishedBatches {
  readonly #queue = inject(BrowserUploadQueue);
  readonly #rows = inject(UploadRows);
  readonly #intake = inject(UploadIntake);
  readonly #owner = inject(PageOwner);
  readonly #found = signal<readonly LeftBatch[]>([]);
  #stop = new AbortController();

  readonly items = computed(() => {
    // The totals are read because they change when files are added, and those may be the missing ones.
    this.#rows.totals();
    return this.#found().filter(({ isMissing }) => isMissing);
  });

  /** Finds the batches of `userId`, now and whenever another tab lets go of one. */
  async refresh(userId: string): Promise<void> {
    this.clear();
    const { signal } = this.#stop;
    const { left, elsewhere } = await this.#queue.batches.left(userId);
    if (signal.aborted) return;
    this.#found.set(left);
    for (const id of elsewhere) void this.#refreshWhenFree(id, userId, signal);
  }

  clear(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#found.set([]);
  }

  /** Adds files that the person has chosen again. Returns `false`, and adds none, when they are not of `batch`. */
  addChosen(batch: LeftBatch, chosen: readonly ChosenFile[]): boolean {
    const { folder } = batch.record;
    if (!chosen.some((file) => batch.covers(checkChosen(file, folder).upload.path))) return false;
    void this.#intake.add(chosen, folder);
    return true;
  }

  /** Goes on with the files that the browser has kept. It may ask for permission, so it must be called within a click. */
  async goOn(batch: LeftBatch): Promise<GoneOn> {
    const isMine = this.#owner.claim();
    const { folder } = batch.record;
    const handles = await this.#queue.batches.handlesOf(batch);
    // Without a handle nobody knows whether the files are there: the browser did not give one, or has lost it.
    if (handles.length === 0) return 'denied';
    for (const handle of handles) if (!(await mayRead(handle).catch(() => false))) return 'denied';
    // The browser may have asked for long, and the files must not be added to the uploads of the next person.
    if (!isMine()) return 'denied';
    const isWanted = (relativePath: string) =>
      !batch.record.isComplete ||
      batch.isMissingFile((folder === '' ? relativePath : `${folder}/${relativePath}`).normalize('NFC'));
    const before = batch.missingFiles;
    await this.#intake.addFound(folder, (taker) => takeHandles(handles, taker, isWanted));
    return batch.missingFiles < before ? 'added' : 'gone';
  }

  async discard(batch: LeftBatch): Promise<void> {
    await this.#queue.batches.forget(batch);
    this.#found.update((found) => found.filter((each) => each !== batch));
  }

  async #refreshWhenFree(id: string, userId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#queue.batches.untilFree(id, signal);
      if (!signal.aborted) await this.refresh(userId);
    } catch {
      // The batches were found again, or the person signed out.
    }
  }
}
