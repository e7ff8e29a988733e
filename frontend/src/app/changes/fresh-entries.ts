import { inject, Injectable } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import { PageOwner } from '../api/page-owner.ts';
import type { Entry } from '../files/entry.ts';

/** A file or folder, as far as a rename is concerned. */
type Named = Pick<Entry, 'kind' | 'path'>;

/** What is known of a file or folder that has its new name: the ETag of a file, if it was asked for. */
interface Renamed {
  readonly etag: string | undefined;
}

/**
 * Waits for the renames that lists show already. What is asked next of a file under its new name would otherwise reach the
 * server before the rename, or with the ETag of the old object: a copy can have another one.
 */
@Injectable({ providedIn: 'root' })
export class FreshEntries {
  readonly #client = inject(API_CLIENT);
  readonly #owner = inject(PageOwner);
  /** The renames under way, by the path that lists show. Each resolves with `undefined` when it was not done. */
  readonly #renames = new Map<string, Promise<Renamed | undefined>>();

  /** Remembers that lists show `path` until `done` settles. It resolves with `undefined` when the name stays the old one. */
  expect(path: string, done: Promise<Renamed | undefined>): void {
    this.#renames.set(path, done);
    const forget = () => {
      if (this.#renames.get(path) === done) this.#renames.delete(path);
    };
    done.then(forget, forget);
  }

  /** Resolves with the ETag of a file as it is stored; `undefined` without an answer. Never rejects. */
  async etagOf(path: string): Promise<string | undefined> {
    return (await this.#client.presignGet({ path }).catch(() => undefined))?.etag;
  }

  /**
   * Does something with `entries` as they are stored: at once, or, while lists show new names of them that the server does
   * not have yet, after that. An entry that did not get its name is left out: what has that name may be another file, and a
   * notice says what came of the rename. Resolves with `undefined` when no entry is left, or the page is somebody else's by
   * then.
   */
  async afterRenames<Kept extends Named, Done>(
    entries: readonly Kept[],
    act: (fresh: readonly Kept[]) => Promise<Done>,
  ): Promise<Done | undefined> {
    if (!entries.some((entry) => this.#renamesIn(entry).length > 0)) return act(entries);
    const isMine = this.#owner.claim();
    const fresh = await Promise.all(entries.map((entry) => this.#freshen(entry)));
    const kept = fresh.filter((entry) => entry !== undefined);
    return isMine() && kept.length > 0 ? act(kept) : undefined;
  }

  /** Resolves with the entry as it is stored, or with `undefined` when it did not get the name that lists show. */
  async #freshen<Kept extends Named>(entry: Kept): Promise<Kept | undefined> {
    const own = this.#renames.get(entry.path);
    await Promise.allSettled(this.#renamesIn(entry));
    if (!own) return entry;
    const renamed = await own.catch(() => undefined);
    if (!renamed) return undefined;
    if (entry.kind === 'folder') return entry;
    // Without an ETag the server says what is wrong with the version that the list shows.
    const etag = renamed.etag ?? (await this.etagOf(entry.path));
    return etag === undefined ? entry : { ...entry, etag };
  }

  /** Returns the renames of an entry, and of what is in it: its folder must not be listed on the way. */
  #renamesIn({ kind, path }: Named): Promise<unknown>[] {
    const isIn = (renamed: string) => renamed === path || (kind === 'folder' && renamed.startsWith(path));
    return [...this.#renames].filter(([renamed]) => isIn(renamed)).map(([, done]) => done);
  }
}
