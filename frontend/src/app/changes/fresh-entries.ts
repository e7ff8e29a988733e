import { inject, Injectable } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import type { Entry } from '../files/entry.ts';

/**
 * Waits for the renames that lists show already. What is asked next of a file under its new name would otherwise reach the
 * server before the rename, or with the ETag of the old object: a copy can have another one.
 */
@Injectable({ providedIn: 'root' })
export class FreshEntries {
  readonly #client = inject(API_CLIENT);
  /** The renames under way, by the path that lists show. */
  readonly #renames = new Map<string, Promise<unknown>>();

  /** Remembers that lists show `path` until `done` settles. */
  expect(path: string, done: Promise<unknown>): void {
    this.#renames.set(path, done);
    const forget = () => {
      if (this.#renames.get(path) === done) this.#renames.delete(path);
    };
    done.then(forget, forget);
  }

  /** Resolves with the entry as it is stored, at once when it is not being renamed. Never rejects. */
  async freshen<Kept extends Entry>(entry: Kept): Promise<Kept> {
    const done = this.#renames.get(entry.path);
    if (!done) return entry;
    await done.catch(() => undefined);
    if (entry.kind === 'folder') return entry;
    // Without an answer the server says what is wrong with the version that the list shows.
    const answer = await this.#client.presignGet({ path: entry.path }).catch(() => undefined);
    return answer ? { ...entry, etag: answer.etag } : entry;
  }

  /** Whether any of `entries` is being renamed. */
  isWaitingFor(entries: readonly Entry[]): boolean {
    return this.#renames.size > 0 && entries.some(({ path }) => this.#renames.has(path));
  }
}
