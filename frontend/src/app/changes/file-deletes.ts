import { inject, Injectable } from '@angular/core';
import type { DeleteItem } from '@airlock/contract';

import type { FileEntry, FolderEntry } from '../files/entry.ts';
import { nameOf } from '../format/name-of.ts';
import { ChangeNotices } from './change-notices.ts';
import { certainlyDone } from './change-outcome.ts';
import { FreshEntries } from './fresh-entries.ts';
import { FolderChanges } from './folder-changes.ts';
import { HiddenFiles } from './hidden-files.ts';
import { inRequests } from './in-requests.ts';

/** Deletes files and folders: lists hide them at once, and show again what the server did not delete. */
@Injectable({ providedIn: 'root' })
export class FileDeletes {
  readonly #notices = inject(ChangeNotices);
  readonly #hidden = inject(HiddenFiles);
  readonly #changes = inject(FolderChanges);
  readonly #fresh = inject(FreshEntries);

  /**
   * Deletes each file in the version with its ETag, and each folder with all that is in it, at once, or when what is being
   * renamed has its name. Resolves when the server has done it, or has refused; never rejects, because a notice says what
   * came of it.
   */
  async delete(items: readonly DeleteItem[]): Promise<void> {
    if (items.length === 0) return;
    const entries = items.map(entryOf);
    await this.#hidden.hideWhile(
      entries.map(({ path }) => path),
      () => this.#fresh.afterRenames({ kind: 'delete' }, entries, (fresh) => this.#delete(fresh)),
      (deleted) => {
        // Lists drop what was deleted before they show the rest again, so that no row flashes up.
        if (deleted && deleted.length > 0) this.#changes.announceDeleted(deleted);
      },
    );
  }

  /** Resolves with the paths of which nothing is left, as far as that is certain. */
  async #delete(entries: readonly Deleted[]): Promise<readonly string[]> {
    const paths = entries.map(({ path }) => path);
    const subject = { name: paths.length === 1 ? nameOf(paths[0] ?? '') : undefined, askedCount: paths.length };
    let done: readonly string[] = [];
    const ended = await this.#notices.perform('delete-files', requestsOf(entries.map(itemOf)), subject, {
      undone: async (isUndone, whole) => {
        if (isUndone) this.#fresh.expectBack(paths, whole);
        else this.#fresh.expectGone(done, whole);
        if (!(await whole)) return;
        if (isUndone) this.#changes.announceRestored(done);
        else this.#changes.announceDeleted(done);
      },
    });
    done = certainlyDone(paths, ended);
    return done;
  }
}

type Deleted = Pick<FileEntry, 'kind' | 'path' | 'etag'> | Pick<FolderEntry, 'kind' | 'path'>;

const entryOf = (item: DeleteItem): Deleted =>
  'path' in item ? { kind: 'file', ...item } : { kind: 'folder', path: item.folder };

const itemOf = (entry: Deleted): DeleteItem =>
  entry.kind === 'file' ? { path: entry.path, etag: entry.etag } : { folder: entry.path };

const requestsOf = (items: readonly DeleteItem[]): { items: DeleteItem[] }[] =>
  inRequests(items).map((slice) => ({ items: slice }));
