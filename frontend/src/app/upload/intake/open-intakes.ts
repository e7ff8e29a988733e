import { Injectable } from '@angular/core';

import type { Batch } from '../../transfer/queue/batch.ts';
import type { NameRule } from '../../transfer/queue/upload-queue.ts';

/**
 * One drop or choice whose files are still being found. What the person decides for all uploads while files are being
 * found also holds for files that are found later.
 */
export interface Intake {
  paused: boolean;
  nameRule: NameRule;
  readonly userId: string | undefined;
  /** Remembers the files when the page is lost. */
  readonly batch: Batch;
  /** Fires when the files that are not found yet are no longer wanted. */
  readonly stop: AbortController;
}

/**
 * All intakes in progress. A new intake ignores what was said about earlier ones: who drops a file after "Pause all"
 * wants it to be sent.
 */
@Injectable({ providedIn: 'root' })
export class OpenIntakes {
  readonly #open = new Set<Intake>();

  /** Opens an intake of `userId` into `batch`; it stays open until `find` is done. */
  async during<T>(userId: string | undefined, batch: Batch, find: (intake: Intake) => Promise<T>): Promise<T> {
    const intake: Intake = { paused: false, nameRule: 'ask', userId, batch, stop: new AbortController() };
    this.#open.add(intake);
    try {
      return await find(intake);
    } finally {
      this.#open.delete(intake);
      batch.complete();
    }
  }

  pause(paused: boolean): void {
    for (const intake of this.#open) intake.paused = paused;
  }

  answer(nameRule: NameRule): void {
    for (const intake of this.#open) intake.nameRule = nameRule;
  }

  stop(): void {
    for (const { stop } of this.#open) stop.abort();
  }
}
