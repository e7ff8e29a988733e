import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter, fromEvent, throttleTime } from 'rxjs';

import { API_CLIENT } from '../../api/api-client.ts';
import { folderParam } from '../../files/folder-path.ts';
import { nameOf } from '../../format/name-of.ts';
import { ChangeNotices } from '../change-notices.ts';
import { donePaths, isCertain } from '../change-outcome.ts';
import type { ChangeRequests } from '../change-request.ts';
import { Changes } from '../changes.ts';
import { HiddenFiles } from '../hidden-files.ts';
import { PagedList } from '../paged-list.ts';
import { trashEntry, type TrashEntry } from './trash-entry.ts';
import { pathsOf, purgeRequests, restoreRequests, type TrashRequest } from './trash-requests.ts';

/** Time between two reloads of the list while many changes end. */
const refreshMs = 1_500;

/** The deleted files of a folder, and what can be done with them. The page that shows them provides it. */
@Injectable()
export class Trash {
  readonly #client = inject(API_CLIENT);
  readonly #notices = inject(ChangeNotices);
  /** What this page hides. A deleted file may have the path of another one, which the lists of files show. */
  readonly #hidden = new HiddenFiles();
  #folder = '';

  readonly list = new PagedList<TrashEntry>(async (cursor, signal) => {
    const folder = folderParam(this.#folder) ?? undefined;
    const { files, cursor: next } = await this.#client.listTrash({ folder, cursor }, signal);
    return { items: files.map(trashEntry), cursor: next };
  });
  /** Files in the trash, without those that are being restored or deleted for ever. */
  readonly entries = computed(() => this.list.items().filter(({ path }) => !this.#hidden.paths().has(path)));
  /** Whether `entries` are all, and not only those that have been loaded so far. */
  readonly isComplete = computed(() => this.list.state().kind === 'loaded' && !this.list.hasMore());

  constructor() {
    const destroyed = inject(DestroyRef);
    const paced = throttleTime(refreshMs, undefined, { leading: false, trailing: true });
    inject(Changes)
      .outdated.pipe(paced, takeUntilDestroyed(destroyed))
      .subscribe(() => void this.refresh());
    const document = inject(DOCUMENT);
    fromEvent(document, 'visibilitychange')
      .pipe(
        filter(() => document.visibilityState === 'visible' && this.list.state().kind === 'loaded'),
        takeUntilDestroyed(destroyed),
      )
      .subscribe(() => void this.refresh());
    destroyed.onDestroy(() => this.list.close());
  }

  /** Loads all that was deleted from `folder`, page after page. An empty folder is the whole trash. */
  async open(folder: string): Promise<void> {
    this.#folder = folder;
    await this.list.open();
    await this.list.rest();
  }

  async refresh(): Promise<void> {
    await this.list.refresh();
    await this.list.rest();
  }

  /** Restores files. `isAll` says that they are all that was deleted from the folder. */
  async restore(entries: readonly TrashEntry[], isAll: boolean): Promise<void> {
    await this.#run('restore-files', restoreRequests(entries, isAll ? (folderParam(this.#folder) ?? '') : undefined));
  }

  /** Deletes files for ever. */
  async purge(entries: readonly TrashEntry[]): Promise<void> {
    await this.#run('purge-files', purgeRequests(entries));
  }

  /** Deletes for ever whatever is in the trash, also what has not been loaded. */
  async purgeAll(): Promise<void> {
    await this.#run('purge-files', [{ request: { items: 'all' }, paths: pathsOf(this.entries()) }]);
  }

  /** Hides the files at once, and shows again those that are left when the change has ended. A notice says why. */
  async #run<Name extends 'restore-files' | 'purge-files'>(
    operation: Name,
    requests: readonly TrashRequest<ChangeRequests[Name]>[],
  ): Promise<void> {
    const paths = requests.flatMap((each) => each.paths);
    const [first] = paths;
    if (first === undefined) return;
    const subject = { name: paths.length === 1 ? nameOf(first) : undefined, askedCount: paths.length };
    const asked = requests.map(({ request }) => request);
    await this.#hidden.hideWhile(
      paths,
      () => this.#notices.perform(operation, asked, subject),
      (ended) => (isCertain(ended) ? this.#drop(donePaths(paths, ended)) : this.list.refresh()),
    );
  }

  #drop(paths: readonly string[]): void {
    const gone = new Set(paths);
    this.list.update((items) => items.filter(({ path }) => !gone.has(path)));
  }
}
