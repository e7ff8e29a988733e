import { inject, Injectable } from '@angular/core';

import { toApiError } from '../api/api-error.ts';
import { ArchiveFeed } from './archive-feed.ts';
import type { DownloadRow } from './download-row.ts';
import type { WorkerMessage } from './service/messages.ts';
import { SignedSource } from './signed-source.ts';
import { WorkerLink } from './worker-link.ts';

export type WorkerQuestion = Extract<WorkerMessage, { kind: 'sign' | 'find' | 'sign-many' }>;

/** Answers what the service worker asks about downloads that go on. */
@Injectable({ providedIn: 'root' })
export class WorkerQuestions {
  readonly #sources = inject(SignedSource);
  readonly #link = inject(WorkerLink);
  readonly #feed = inject(ArchiveFeed);
  readonly #signing = new Set<string>();
  /** End the answers about an attempt. */
  readonly #stops = new Map<string, AbortController>();

  /** `waits` is called when the answer waits until the person has signed in again. */
  hear(question: WorkerQuestion, row: DownloadRow, waits: () => void): void {
    const stop = this.#stops.get(question.id) ?? new AbortController();
    this.#stops.set(question.id, stop);
    const { signal } = stop;
    if (question.kind === 'sign') void this.#sign(question.id, row, signal);
    else if (row.archive) void this.#feed.hear(question, { content: row.archive, signal, waits });
  }

  /** Ends the answers about an attempt that has ended. */
  end(attempt: string): void {
    this.#stops.get(attempt)?.abort();
    this.#stops.delete(attempt);
  }

  async #sign(attempt: string, row: DownloadRow, signal: AbortSignal): Promise<void> {
    if (this.#signing.has(attempt)) return;
    this.#signing.add(attempt);
    try {
      const source = await this.#sources.of(row, signal, () => undefined);
      await this.#link.tell({ kind: 'signed', id: attempt, source });
    } catch (error) {
      await this.#link.tell({ kind: 'not-signed', id: attempt, code: toApiError(error).code });
    } finally {
      this.#signing.delete(attempt);
    }
  }
}
