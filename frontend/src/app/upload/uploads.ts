import { computed, inject, Injectable, signal, type WritableSignal } from '@angular/core';

import { FolderChanges } from '../api/folder-changes.ts';
import { addSample, bytesPerSecond, type Sample } from '../transfer/speed.ts';
import { UploadQueue, type NameRule, type Upload } from '../transfer/upload-queue.ts';
import { hasEnded } from '../transfer/upload-state.ts';
import { checkChosen, type ChosenFile } from './chosen-files.ts';
import { rankOf } from './row-rank.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { totalsOf } from './upload-totals.ts';

/** What the tray shows of one upload. */
export interface UploadView extends Upload {
  /** Bytes per second over the last moments, while it is being sent. */
  readonly speed: number | undefined;
}

export interface UploadRow {
  readonly id: number;
  readonly view: () => UploadView;
}

interface Row extends UploadRow {
  readonly view: WritableSignal<UploadView>;
  /** Changes far less often than `view`: progress leaves the order alone. */
  readonly rank: () => number;
  samples: Sample[];
}

/** The uploads of this page. They outlive every navigation inside the app. */
@Injectable({ providedIn: 'root' })
export class Uploads {
  readonly #changes = inject(FolderChanges);
  readonly #queue = new UploadQueue(inject(BrowserTransferPorts), (upload) => this.#follow(upload), {
    sendAtOnce: 4,
    hashAhead: 4,
  });
  readonly #byId = new Map<number, Row>();
  readonly #rows = signal<readonly Row[]>([]);
  #refusedId = 0;

  readonly rows = this.#rows.asReadonly();
  /** As the tray shows them: by rank, and within one rank in the order of adding. */
  readonly ordered = computed(() => this.#rows().toSorted((a, b) => a.rank() - b.rank()));
  readonly totals = computed(() => totalsOf(this.#rows().map((row) => row.view())));
  readonly isActive = computed(() => this.totals().active > 0);

  /** Checks `chosen` against the rules and starts what passes; the rest appears with its reason. */
  add(chosen: readonly ChosenFile[], folder: string): void {
    const checked = chosen.map((file) => checkChosen(file, folder));
    const started = this.#queue.add(checked.flatMap((file) => (file.kind === 'accepted' ? [file.upload] : [])));
    const refused = checked.flatMap((file): Upload[] => {
      if (file.kind === 'accepted') return [];
      const { reason, detail } = file;
      const state = { kind: 'failed' as const, reason, ...(detail !== undefined && { detail }) };
      return [{ ...file.upload, id: --this.#refusedId, state }];
    });
    const rows = [...refused, ...started].map((upload): Row => {
      const view = signal<UploadView>({ ...upload, speed: undefined });
      return { id: upload.id, view, rank: computed(() => rankOf(view().state)), samples: [] };
    });
    for (const row of rows) this.#byId.set(row.id, row);
    this.#rows.update((before) => [...before, ...rows]);
  }

  cancel(id: number): void {
    this.#queue.cancel(id);
  }

  cancelAll(): void {
    for (const { id, view } of this.#rows()) if (!hasEnded(view().state)) this.#queue.cancel(id);
  }

  retry(id: number): void {
    this.#queue.retry(id);
  }

  resolve(id: number, rule: Exclude<NameRule, 'ask'>): void {
    this.#queue.resolve(id, rule);
  }

  resolveAll(rule: Exclude<NameRule, 'ask'>): void {
    this.#queue.resolveAll(rule);
  }

  clearEnded(): void {
    for (const { id, view } of this.#rows()) {
      if (!hasEnded(view().state)) continue;
      this.#queue.forget(id);
      this.#byId.delete(id);
    }
    this.#rows.update((rows) => rows.filter(({ view }) => !hasEnded(view().state)));
  }

  #follow(upload: Upload): void {
    const row = this.#byId.get(upload.id);
    if (!row) return;
    const { state } = upload;
    row.samples = state.kind === 'sending' ? addSample(row.samples, { atMs: Date.now(), bytes: state.sentBytes }) : [];
    row.view.set({ ...upload, speed: bytesPerSecond(row.samples) });
    if (state.kind === 'done') this.#changes.announceStored(upload.path);
  }
}
