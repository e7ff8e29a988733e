import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { PresignGetAnswer } from '@airlock/contract';

import { API_CLIENT } from '../../api/api-client.ts';
import { toApiError, type ApiError } from '../../api/api-error.ts';

/** Time for which a selection must stay before the server is asked about it: who walks through a list asks nothing. */
const settledMs = 150;

export type FactsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly facts: Pick<PresignGetAnswer, 'contentType' | 'crc64nvme'> }
  | { readonly kind: 'failed'; readonly error: ApiError };

/** What only the server knows about one file: its type and its checksum. The component that shows them provides it. */
@Injectable()
export class StoredFacts {
  readonly #client = inject(API_CLIENT);
  readonly #state = signal<FactsState>({ kind: 'loading' });
  #stop = new AbortController();

  readonly state = this.#state.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#stop.abort());
  }

  /** Asks about a file, once nothing else has been asked for a moment. */
  async ask(path: string): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#state.set({ kind: 'loading' });
    await new Promise((resolve) => setTimeout(resolve, settledMs));
    if (signal.aborted) return;
    const state = await this.#factsOf(path, signal);
    // Something else may have been asked since.
    if (this.#stop.signal === signal) this.#state.set(state);
  }

  async #factsOf(path: string, signal: AbortSignal): Promise<FactsState> {
    try {
      const { contentType, crc64nvme } = await this.#client.presignGet({ path }, signal);
      return { kind: 'known', facts: { contentType, crc64nvme } };
    } catch (error) {
      return { kind: 'failed', error: toApiError(error) };
    }
  }
}
