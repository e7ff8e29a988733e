import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { foldForSearch, maxListLimit, pathProblem } from '@airlock/contract';

import { API_CLIENT } from '../../api/api-client.ts';
import { toApiError } from '../../api/api-error.ts';
import type { FolderEntry } from '../../files/entry.ts';
import { folderParam } from '../../files/folder-path.ts';
import { nameOf } from '../../format/name-of.ts';
import { FolderChanges } from '../folder-changes.ts';
import { NewFolders } from '../new-folder/new-folders.ts';
import { PagedList } from '../paged-list.ts';

/** The folder that a person has walked to, and the folders in it. The dialog that shows them provides it. */
@Injectable()
export class FolderChoice {
  readonly #client = inject(API_CLIENT);
  readonly #changes = inject(FolderChanges);
  readonly #newFolders = inject(NewFolders);
  readonly #at = signal('');
  readonly #filter = signal('');

  readonly at = this.#at.asReadonly();
  readonly filter = this.#filter.asReadonly();
  /** Whether a folder is being made. It is shown next, so nothing can be placed meanwhile. */
  readonly isCreating = this.#newFolders.isBusy;
  readonly list = new PagedList<FolderEntry>(async (cursor, signal) => {
    const folder = folderParam(this.#at()) ?? '';
    // A folder that was just made, or whose last file has gone, may not be known as one.
    const page = await this.#client
      .listFiles({ folder, cursor, limit: maxListLimit }, signal)
      .catch((error: unknown) => {
        if (toApiError(error).code === 'not-found') return { folders: [], cursor: undefined };
        throw error;
      });
    const items = page.folders.map(({ path }): FolderEntry => ({ kind: 'folder', path, name: nameOf(path) }));
    return { items, cursor: page.cursor };
  });
  /** The folders that are shown: those whose names contain what was typed. */
  readonly folders = computed(() => {
    const folded = foldForSearch(this.#filter());
    const items = this.list.items();
    return folded === '' ? items : items.filter(({ name }) => foldForSearch(name).includes(folded));
  });
  /** Whether the name of the folder allows new files in it. */
  readonly isAllowed = computed(() => this.#at() === '' || pathProblem(this.#at().slice(0, -1)) === undefined);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.list.close());
  }

  /** Shows the folders in `folder`. */
  async open(folder: string): Promise<void> {
    this.#at.set(folder);
    this.#filter.set('');
    await this.list.open();
    await this.list.rest();
  }

  search(typed: string): void {
    this.#filter.set(typed);
  }

  /** Makes a folder in the one that is shown, and opens it. Resolves with whether it is there. */
  async create(typed: string): Promise<boolean> {
    const path = await this.#newFolders.create(this.#at(), typed);
    if (path === undefined) return false;
    this.#changes.announceStored(path);
    void this.open(path);
    return true;
  }
}
