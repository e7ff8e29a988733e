import { computed, inject, Injectable } from '@angular/core';

import { FolderChanges } from '../changes/folder-changes.ts';
import { UploadQueue, type NameRule, type Upload } from '../transfer/queue/upload-queue.ts';
import type { Unfinished } from '../transfer/upload-record.ts';
import { hasEnded, isActive } from '../transfer/upload-state.ts';
import { checkChosen, type CheckedFile, type ChosenFile } from './intake/chosen-files.ts';
import { inSlices } from './intake/in-slices.ts';
import { Intakes, type Intake } from './intake/intakes.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { UploadRows } from './rows/upload-rows.ts';

export type TakeFiles = (files: Iterable<ChosenFile>) => Promise<void>;

/** The uploads of this page. They outlive every navigation inside the app. */
@Injectable({ providedIn: 'root' })
export class Uploads {
  readonly #changes = inject(FolderChanges);
  readonly #rows = new UploadRows();
  readonly #intakes = new Intakes();
  readonly #ports = inject(BrowserTransferPorts);
  /**
   * A browser opens six connections to a host. One stays free for previews and downloads, unless they would wait but a
   * moment for it.
   */
  readonly #queue = new UploadQueue(this.#ports, (upload) => this.#follow(upload), {
    sendAtOnce: 5,
    extraAtOnce: 1,
    hashAhead: 4,
  });
  #refusedId = 0;
  #lastSweep = new AbortController();
  #owner: string | undefined;

  readonly rows = this.#rows.all;
  /** As the tray shows them: by rank, and within one rank in the order of adding. */
  readonly ordered = this.#rows.ordered;
  readonly totals = this.#rows.totals;
  readonly isActive = computed(() => this.totals().active > 0);
  /** Leaving the page now would lose something. */
  readonly areAtRisk = computed(() => this.totals().atRisk > 0);

  /**
   * Checks `chosen` against the rules and starts what passes; the rest appears with its reason. The first are there at
   * once, thousands come in slices so that the page stays smooth.
   */
  add(chosen: Iterable<ChosenFile>, folder: string): Promise<void> {
    return this.addFound(folder, (take) => take(chosen));
  }

  /**
   * The same for files that `find` hands over as it finds them, until its signal fires. Pausing all, cancelling all and an
   * answer for all also hold for those of them that are found afterwards.
   */
  addFound<T>(folder: string, find: (take: TakeFiles, signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#intakes.during(this.#ports.session.owner(), (intake) => {
      const add = (slice: ChosenFile[]) => this.#addNow(slice, folder, intake);
      return find((files) => inSlices(files, add), intake.stop.signal);
    });
  }

  pause(id: number): void {
    this.#queue.pause(id);
  }

  resume(id: number): void {
    this.#queue.resume(id);
  }

  /** From the last to the first: what waits is stopped before a place becomes free for it. */
  pauseAll(): Promise<void> {
    this.#intakes.pause(true);
    const running = this.#rows.latest().filter(({ state }) => isActive(state) && state.kind !== 'paused');
    return this.#sweep(running.toReversed(), (id) => this.#queue.pause(id));
  }

  resumeAll(): Promise<void> {
    this.#intakes.pause(false);
    const paused = this.#rows.latest().filter(({ state }) => state.kind === 'paused');
    return this.#sweep(paused, (id) => this.#queue.resume(id));
  }

  cancel(id: number): void {
    this.#queue.cancel(id);
  }

  /** From the last to the first: what waits is gone before a place becomes free for it. */
  cancelAll(): Promise<void> {
    this.#intakes.stop();
    const open = this.#rows.latest().filter(({ state }) => !hasEnded(state));
    return inSlices(open.toReversed(), (slice) => {
      for (const { id } of slice) this.#queue.cancel(id);
    });
  }

  retry(id: number): void {
    this.#queue.retry(id);
  }

  resolve(id: number, rule: Exclude<NameRule, 'ask'>): void {
    this.#queue.resolve(id, rule);
  }

  async resolveAll(rule: Exclude<NameRule, 'ask'>): Promise<void> {
    this.#intakes.answer(rule);
    const asked = this.#rows.latest().filter(({ state }) => state.kind === 'conflict');
    await inSlices(asked, (slice) => {
      for (const { id } of slice) this.#queue.resolve(id, rule);
    });
    // And what was asked meanwhile, or would be asked later.
    this.#queue.resolveAll(rule);
  }

  /** What this person began earlier, or on another device. */
  unfinished(signal: AbortSignal): Promise<Unfinished[]> {
    return this.#queue.unfinished(signal);
  }

  arrivedBytes(unfinished: Unfinished, signal: AbortSignal): Promise<number> {
    return this.#queue.arrivedBytes(unfinished, signal);
  }

  /** Whether a row of this page is this upload; changes with `totals`. */
  carries(uploadId: string): boolean {
    return this.#queue.carries(uploadId);
  }

  resumeUnfinished(unfinished: Unfinished, file: File): void {
    this.#rows.add([this.#queue.resumeUnfinished(unfinished, file)]);
  }

  discard(unfinished: Unfinished, signal: AbortSignal): Promise<void> {
    return this.#queue.discard(unfinished, signal);
  }

  clearEnded(): void {
    for (const { id } of this.#rows.remove(({ state }) => hasEnded(state))) this.#queue.forget(id);
  }

  /**
   * Somebody signed in. Rows of another person leave the screen; what was under way for that one waits in the queue until
   * the same person is back, and what S3 has of it is among that person's unfinished uploads.
   */
  belongTo(userId: string): void {
    if (this.#owner !== undefined && this.#owner !== userId) {
      this.#intakes.stop();
      this.#rows.remove(() => true);
    }
    this.#owner = userId;
    this.#queue.belongTo(userId);
  }

  /** Rows keep their places while somebody points at them. */
  hold(held: boolean): void {
    this.#rows.hold(held);
  }

  /** Thousands take a while; whoever changes their mind meanwhile ends it. */
  async #sweep(uploads: readonly Upload[], change: (id: number) => void): Promise<void> {
    const { signal } = (this.#lastSweep = replaced(this.#lastSweep));
    await inSlices(uploads, (slice) => {
      for (const { id } of slice) if (!signal.aborted) change(id);
    });
  }

  #addNow(chosen: readonly ChosenFile[], folder: string, intake: Intake): void {
    if (intake.stop.signal.aborted) return;
    const checked = chosen.map((file) => checkChosen(file, folder));
    const accepted = checked.flatMap((file) => (file.kind === 'accepted' ? [file.upload] : []));
    this.#rows.add([...checked.flatMap((file) => this.#refused(file)), ...this.#queue.add(accepted, intake)]);
  }

  #refused(file: CheckedFile): Upload[] {
    if (file.kind === 'accepted') return [];
    const { reason, detail, upload } = file;
    return [
      { ...upload, id: --this.#refusedId, state: { kind: 'failed', reason, ...(detail !== undefined && { detail }) } },
    ];
  }

  #follow(upload: Upload): void {
    this.#rows.follow(upload);
    if (upload.state.kind === 'done') this.#changes.announceStored(upload.path);
  }
}

function replaced(before: AbortController): AbortController {
  before.abort();
  return new AbortController();
}
