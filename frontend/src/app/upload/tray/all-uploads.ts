import { inject, Injectable } from '@angular/core';

import type { NameRule, Upload } from '../../transfer/queue/upload-queue.ts';
import { hasEnded, isActive } from '../../transfer/upload-state.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';
import { inSlices } from '../intake/in-slices.ts';
import { OpenIntakes } from '../intake/open-intakes.ts';
import { KeptRecords } from '../kept-records.ts';
import { UploadRows } from '../rows/upload-rows.ts';

/** Changes all uploads of this page together, and the files that are still being found. */
@Injectable({ providedIn: 'root' })
export class AllUploads {
  readonly #queue = inject(BrowserUploadQueue);
  readonly #rows = inject(UploadRows);
  readonly #intakes = inject(OpenIntakes);
  readonly #kept = inject(KeptRecords);
  #lastChange = new AbortController();
  #owner: string | undefined;

  /** Pauses from the last upload to the first, so that a waiting upload is paused before a place becomes free for it. */
  pause(): Promise<void> {
    this.#intakes.pause(true);
    const running = this.#rows.latest().filter(({ state }) => isActive(state) && state.kind !== 'paused');
    return this.#changeEach(running.toReversed(), (id) => this.#queue.pause(id));
  }

  resume(): Promise<void> {
    this.#intakes.pause(false);
    const paused = this.#rows.latest().filter(({ state }) => state.kind === 'paused');
    return this.#changeEach(paused, (id) => this.#queue.resume(id));
  }

  /** Cancels from the last upload to the first, so that a waiting upload is gone before a place becomes free for it. */
  cancel(): Promise<void> {
    this.#intakes.stop();
    const open = this.#rows.latest().filter(({ state }) => !hasEnded(state));
    return inSlices(open.toReversed(), (slice) => {
      for (const { id } of slice) this.#queue.cancel(id);
    });
  }

  /** Answers all questions about names that already exist, and those that may still come up. */
  async resolve(rule: Exclude<NameRule, 'ask'>): Promise<void> {
    this.#intakes.answer(rule);
    const asked = this.#rows.latest().filter(({ state }) => state.kind === 'conflict');
    await inSlices(asked, (slice) => {
      for (const { id } of slice) this.#queue.resolve(id, rule);
    });
    // Some questions came up meanwhile, and others may follow.
    this.#queue.resolveAll(rule);
  }

  clearEnded(): void {
    for (const { id } of this.#rows.remove(({ state }) => hasEnded(state))) this.#queue.forget(id);
  }

  /**
   * Must be called when somebody signs in. Rows of another person leave the screen. Their uploads wait in the queue until
   * the same person is back, and what S3 has of them is listed among the unfinished uploads of that person.
   */
  belongTo(userId: string): void {
    if (this.#owner !== undefined && this.#owner !== userId) {
      this.#intakes.stop();
      this.#rows.remove(() => true);
    }
    this.#owner = userId;
    this.#queue.belongTo(userId);
  }

  /** Stops the uploads of `userId` and forgets them in this browser. Their rows leave the screen. */
  async forget(userId: string): Promise<void> {
    this.#intakes.stop();
    this.#rows.remove(() => true);
    this.#kept.note(userId);
    await this.#queue.forgetPerson(userId);
    // The browser may not have opened the records, and then the queue knows of none. And what is stopped has written its last.
    await this.#kept.forget(userId);
  }

  /** Thousands of uploads take a while; the next change of all uploads stops this one. */
  async #changeEach(uploads: readonly Upload[], change: (id: number) => void): Promise<void> {
    this.#lastChange.abort();
    const { signal } = (this.#lastChange = new AbortController());
    await inSlices(uploads, (slice) => {
      for (const { id } of slice) if (!signal.aborted) change(id);
    });
  }
}
