import { inject, Injectable } from '@angular/core';
import { maxChangeItems, type DeleteItem } from '@airlock/contract';

import { foldersTo } from '../files/folder-path.ts';
import { nameOf } from '../format/name-of.ts';
import { ChangeNotices } from './change-notices.ts';
import type { GroupState } from './change-words.ts';
import { FolderChanges } from './folder-changes.ts';
import { HiddenFiles } from './hidden-files.ts';

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
    this.#hidden.hide(paths);
    const name = items.length === 1 ? nameOf(pathOf(first)) : undefined;
    const ended = await this.#notices.perform('delete-files', requestsOf(items), { name, askedCount: items.length });
    if (isCertain(ended)) this.#drop(paths, ended);
    this.#hidden.show(paths);
  }

  /** Takes what was deleted out of the lists before they show the rest again, so that no row flashes up. */
  #drop(paths: readonly string[], { changes }: GroupState): void {
    const failed = changes.flatMap((change) => change.failed.map(({ path }) => path));
    // A folder is there as long as one of its files is.
    const stays = new Set(failed.flatMap((path) => [path, ...foldersTo(path)]));
    this.#changes.announceDeleted(paths.filter((path) => !stays.has(path)));
  }
}

const pathOf = (item: DeleteItem): string => ('path' in item ? item.path : item.folder);

/** Whether the group did all that was asked, but for the files that it names. Otherwise only a new list knows. */
export const isCertain = ({ changes, errors }: GroupState): boolean =>
  errors.length === 0 &&
  changes.every(({ state, failed, failedCount }) => state === 'done' && failed.length === failedCount);

function requestsOf(items: readonly DeleteItem[]): { items: DeleteItem[] }[] {
  const requestCount = Math.ceil(items.length / maxChangeItems);
  return Array.from({ length: requestCount }, (_, index) => ({
    items: items.slice(index * maxChangeItems, (index + 1) * maxChangeItems),
  }));
}
