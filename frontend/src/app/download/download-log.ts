import { effect, inject, Injectable, signal, untracked } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';
import { TransferLog, type TransferGroup, type TransferOutcome } from '../transfer/transfer-log.ts';
import { isOpen, type DownloadRow } from './download-row.ts';
import { DownloadRows } from './download-rows.ts';
import { wordsOf } from './tray/download-words.ts';

/** What this page has downloaded for the person whose it is, also after the tray has been cleared. */
@Injectable({ providedIn: 'root' })
export class DownloadLog {
  readonly #log = new TransferLog();
  readonly #groups = signal<readonly TransferGroup[]>([]);
  /** The rows as they were when they were last looked at. A row that changes is another object. */
  #seen = new Map<number, DownloadRow>();

  /** The groups of files that were asked for together, the oldest first. */
  readonly groups = this.#groups.asReadonly();

  constructor() {
    inject(PageOwner).follow(() => {
      this.#log.clear();
      this.#groups.set([]);
    });
    const rows = inject(DownloadRows);
    effect(() => {
      const all = rows.all();
      untracked(() => this.#look(all));
    });
  }

  /** Returns the ids of the downloads of a group that go on, the newest first. */
  openOf(group: number): readonly number[] {
    return this.#log.openOf(group);
  }

  #look(rows: readonly DownloadRow[]): void {
    const added = rows.filter(({ id }) => !this.#seen.has(id));
    if (added.length > 0) {
      const group = this.#log.begin(Date.now());
      for (const { id, path } of added) this.#log.add(group, id, { path, sizeBytes: 0 });
    }
    for (const row of rows) if (this.#seen.get(row.id) !== row) this.#report(row);
    this.#seen = new Map(rows.map((row) => [row.id, row]));
    this.#groups.set(this.#log.snapshot());
  }

  #report(row: DownloadRow): void {
    const { state, sizeBytes = 0 } = row;
    const received = 'receivedBytes' in state ? state.receivedBytes : 0;
    const outcome = outcomeOf(row);
    const movedBytes = outcome === 'done' ? sizeBytes : received;
    this.#log.follow(row.id, { outcome, movedBytes, why: outcome === 'failed' ? wordsOf(row) : undefined });
  }
}

function outcomeOf(row: DownloadRow): TransferOutcome {
  if (isOpen(row)) return 'open';
  const { kind } = row.state;
  if (kind === 'failed') return 'failed';
  return kind === 'done' || kind === 'handed-over' ? 'done' : 'left';
}
