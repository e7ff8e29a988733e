import { inject, Injectable } from '@angular/core';
import type { DeleteItem } from '@airlock/contract';

import { nameOf } from '../format/name-of.ts';
import { ChangeNotices } from './change-notices.ts';
import { donePaths, isCertain } from './change-outcome.ts';
import { FolderChanges } from './folder-changes.ts';
import { HiddenFiles } from './hidden-files.ts';
import { inRequests } from './in-requests.ts';

/** Deletes files and folders: lists hide them at once, and show again what the server did not delete. */
@Injectable({ providedIn: 'root' })
export class FileDeletes {
  readonly #notices = inject(ChangeNotices);
  readonly #hidden = inject(HiddenFiles);
  readonly #changes = inject(FolderChanges);

  /**
   * Deletes each file in the version with its ETag, and each folder with all that is in it. Resolves when the server has
   * done it, or has refused; never rejects, because a notice says what came of it.
   */
  async delete(items: readonly DeleteItem[]): Promise<void> {
    const [first] = items;
    if (!first) return;
    const paths = items.map(pathOf);
    const name = items.length === 1 ? nameOf(pathOf(first)) : undefined;
    await this.#hidden.hideWhile(
      paths,
      () => this.#notices.perform('delete-files', requestsOf(items), { name, askedCount: items.length }),
      (ended) => {
        // Lists drop what was deleted before they show the rest again, so that no row flashes up.
        if (isCertain(ended)) this.#changes.announceDeleted(donePaths(paths, ended));
      },
    );
  }
}

const pathOf = (item: DeleteItem): string => ('path' in item ? item.path : item.folder);

const requestsOf = (items: readonly DeleteItem[]): { items: DeleteItem[] }[] =>
  inRequests(items).map((slice) => ({ items: slice }));
