import { computed, Injectable, signal, type Signal, type WritableSignal } from '@angular/core';

import type { Upload } from '../../transfer/queue/upload-queue.ts';
import { beforePaint } from './paint-pace.ts';
import { keepOrder, orderRows } from './row-order.ts';
import { rankOf, type Ranked } from './row-rank.ts';
import { noTotals, RunningTotals } from './upload-totals.ts';
import { isSentAgain, sentBytesOf, SpeedMeter, type UploadView } from './upload-view.ts';

export interface UploadRow extends Ranked {
  readonly id: number;
  /** What the screen shows about the upload; it is updated a few times a second. */
  readonly view: Signal<UploadView>;
}

interface Row extends UploadRow {
  readonly view: WritableSignal<UploadView>;
  readonly meter: SpeedMeter;
  latest: UploadView;
}

/** Time for which a row stays in its place, so that the person sees its new state before it moves. */
const settleMs = 600;

/**
 * The rows of the tray. Thousands of files report progress many times a second. The totals are updated at once, the
 * screen is updated a few times a second, and rows move at most every `settleMs`.
 */
@Injectable({ providedIn: 'root' })
export class UploadRows {
  readonly #byId = new Map<number, Row>();
  readonly #sums = new RunningTotals();
  readonly #changed = new Set<Row>();
  readonly #all = signal<readonly Row[]>([]);
  readonly #ordered = signal<readonly UploadRow[]>([]);
  readonly #totals = signal(noTotals);
  readonly #flushSoon = beforePaint(() => this.flush());
  #held = false;
  #orderedAtMs = 0;
  #orderTimer: ReturnType<typeof setTimeout> | undefined;

  readonly all: Signal<readonly UploadRow[]> = this.#all.asReadonly();
  /** The rows in the order in which the tray shows them. */
  readonly ordered = this.#ordered.asReadonly();
  readonly totals = this.#totals.asReadonly();
  /** Whether leaving the page now would lose an upload. */
  readonly areAtRisk = computed(() => this.#totals().atRisk > 0);

  add(uploads: readonly Upload[]): void {
    const rows = uploads.map((upload): Row => {
      const latest = { ...upload, sentBytes: sentBytesOf(upload), speed: undefined, isAgain: false };
      const row: Row = {
        id: upload.id,
        view: signal(latest),
        meter: new SpeedMeter(),
        latest,
        rank: () => rankOf(row.latest.state),
      };
      return row;
    });
    for (const row of rows) {
      this.#byId.set(row.id, row);
      this.#sums.add(row.latest);
    }
    this.#all.update((before) => [...before, ...rows]);
    this.#order();
    this.flush();
  }

  /** Takes over the new state of `upload`. An upload without a row is ignored. */
  follow(upload: Upload): void {
    const row = this.#byId.get(upload.id);
    if (!row) return;
    const before = row.latest;
    const speed = row.meter.after(upload.state, Date.now());
    const isAgain = isSentAgain(upload.state, before.isAgain);
    row.latest = { ...upload, sentBytes: sentBytesOf(upload, before.sentBytes), speed, isAgain };
    this.#sums.change(before, row.latest);
    this.#changed.add(row);
    this.#flushSoon();
    if (rankOf(before.state) !== row.rank()) this.#orderSoon(row.rank() === 0);
  }

  /** Removes the rows for which `gone` returns true, and returns them. */
  remove(gone: (view: UploadView) => boolean): UploadRow[] {
    const removed = this.#all().filter((row) => gone(row.latest));
    for (const row of removed) {
      this.#byId.delete(row.id);
      this.#changed.delete(row);
      this.#sums.remove(row.latest);
    }
    this.#all.update((rows) => rows.filter(({ id }) => this.#byId.has(id)));
    this.#order();
    this.flush();
    return removed;
  }

  /** Keeps the rows in their places while `held` is true: somebody points at the list or has the focus in it. */
  hold(held: boolean): void {
    this.#held = held;
    if (!held) this.#order();
  }

  /** Returns the latest state of each row. The screen may be a moment behind. */
  latest(): readonly UploadView[] {
    return this.#all().map(({ latest }) => latest);
  }

  flush(): void {
    for (const row of this.#changed) row.view.set(row.latest);
    this.#changed.clear();
    this.#totals.set(this.#sums.at(Date.now()));
  }

  #orderSoon(atOnce: boolean): void {
    if (this.#orderTimer !== undefined && !atOnce) return;
    clearTimeout(this.#orderTimer);
    const restMs = settleMs - (Date.now() - this.#orderedAtMs);
    this.#orderTimer = setTimeout(() => this.#order(), atOnce ? 0 : Math.max(0, restMs));
  }

  #order(): void {
    clearTimeout(this.#orderTimer);
    this.#orderTimer = undefined;
    this.#orderedAtMs = Date.now();
    this.#ordered.update((shown) => (this.#held ? keepOrder<UploadRow>(shown, this.#all()) : orderRows(this.#all())));
  }
}
