import { inject, Injectable, signal } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';
import type { Upload } from '../transfer/queue/upload-queue.ts';
import {
  TransferLog,
  type TransferGroup,
  type TransferOutcome,
  type TransferReport,
} from '../transfer/transfer-log.ts';
import { hasEnded, type UploadState } from '../transfer/upload-state.ts';
import { beforePaint } from './rows/paint-pace.ts';
import { sentBytesOf } from './rows/upload-view.ts';
import { wordsOf } from './tray/upload-row-words.ts';

/** What this page has uploaded for the person whose it is, also after the tray has been cleared. */
@Injectable({ providedIn: 'root' })
export class UploadLog {
  readonly #log = new TransferLog();
  readonly #groups = signal<readonly TransferGroup[]>([]);
  readonly #flushSoon = beforePaint(() => this.#groups.set(this.#log.snapshot()));
  readonly #sent = new Map<number, number>();
  readonly #finding = new Map<number, () => void>();

  /** The groups of files that were added together, the oldest first. */
  readonly groups = this.#groups.asReadonly();

  constructor() {
    inject(PageOwner).follow(() => {
      this.#log.clear();
      this.#sent.clear();
      this.#finding.clear();
      this.#groups.set([]);
    });
  }

  /**
   * Begins a group of files that are added together, and returns its id. `stopFinding` ends that more files are found for
   * it.
   */
  begin(folder?: string, stopFinding?: () => void): number {
    const group = this.#log.begin(Date.now(), folder);
    if (stopFinding) this.#finding.set(group, stopFinding);
    return group;
  }

  add(group: number, uploads: readonly Upload[]): void {
    for (const upload of uploads) {
      this.#log.add(group, upload.id, { path: upload.path, sizeBytes: upload.file.size });
      this.follow(upload);
    }
    this.#flushSoon();
  }

  follow(upload: Upload): void {
    const sentBytes = sentBytesOf(upload, this.#sent.get(upload.id));
    if (!this.#log.follow(upload.id, reportOf(upload, sentBytes))) return;
    if (hasEnded(upload.state)) this.#sent.delete(upload.id);
    else this.#sent.set(upload.id, sentBytes);
    this.#flushSoon();
  }

  /** Ends that more files are found for a group. Returns the ids of its uploads that go on, the newest first. */
  close(group: number): readonly number[] {
    this.#finding.get(group)?.();
    return this.#log.openOf(group);
  }
}

function reportOf(upload: Upload, movedBytes: number): TransferReport {
  const outcome = outcomeOf(upload.state);
  if (outcome !== 'failed') return { outcome, movedBytes };
  return { outcome, movedBytes, why: wordsOf({ ...upload, sentBytes: movedBytes, speed: undefined, isAgain: false }) };
}

function outcomeOf(state: UploadState): TransferOutcome {
  if (!hasEnded(state)) return 'open';
  return state.kind === 'done' || state.kind === 'failed' ? state.kind : 'left';
}
