import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Change } from '@airlock/contract';
import { throttleTime } from 'rxjs';

import { API_CLIENT } from '../../api/api-client.ts';
import { toApiError, type ApiError } from '../../api/api-error.ts';
import type { ChangeRequests } from '../change-request.ts';
import { Changes } from '../changes.ts';
import { PagedList } from '../paged-list.ts';
import { trashEntry, type TrashEntry } from './trash-entry.ts';
import { pathsOf, purgeRequests, restoreRequests, type TrashRequest } from './trash-requests.ts';

/** Time between two reloads of the list while many changes end. */
const refreshMs = 1_500;

type TrashOperation = 'restore-files' | 'purge-files';

/** What went wrong with the last change of the trash: files that were left, or a request that was refused. */
export type TrashProblem =
  | { readonly kind: 'left'; readonly change: Change }
  | { readonly kind: 'refused'; readonly operation: TrashOperation; readonly error: ApiError };

/** The deleted files of a folder, and what can be done with them. The page that shows them provides it. */
@Injectable()
export class Trash {
  readonly #client = inject(API_CLIENT);
  readonly #changes = inject(Changes);
  readonly #hidden = signal<ReadonlySet<string>>(new Set());
  readonly #problem = signal<TrashProblem | undefined>(undefined);
  /** Paths of each change that goes on: they stay hidden until it has ended. */
  readonly #pending = new Map<string, readonly string[]>();
  #folder = '';

  readonly list = new PagedList<TrashEntry>(async (cursor, signal) => {
    const folder = this.#folder === '' ? undefined : this.#folder;
    const { files, cursor: next } = await this.#client.listTrash({ folder, cursor }, signal);
    return { items: files.map(trashEntry), cursor: next };
  });
  /** Files in the trash, without those that are being restored or deleted for ever. */
  readonly entries = computed(() => this.list.items().filter(({ path }) => !this.#hidden().has(path)));
  /** Whether `entries` are all, and not only those that have been loaded so far. */
  readonly isComplete = computed(() => this.list.state().kind === 'loaded' && !this.list.hasMore());
  readonly problem = this.#problem.asReadonly();

  constructor() {
    const destroyed = inject(DestroyRef);
    const paced = throttleTime(refreshMs, undefined, { leading: false, trailing: true });
    this.#changes.ended.pipe(takeUntilDestroyed(destroyed)).subscribe((change) => this.#end(change));
    this.#changes.outdated.pipe(paced, takeUntilDestroyed(destroyed)).subscribe(() => void this.refresh());
    destroyed.onDestroy(() => this.list.close());
  }

  /** Loads all that was deleted from `folder`, page after page. An empty folder is the whole trash. */
  async open(folder: string): Promise<void> {
    this.#folder = folder;
    this.#problem.set(undefined);
    await this.list.open();
    await this.list.rest();
  }

  async refresh(): Promise<void> {
    await this.list.refresh();
    await this.list.rest();
  }

  dismissProblem(): void {
    this.#problem.set(undefined);
  }

  /** Restores files. `isAll` says that they are all that was deleted from the folder. */
  async restore(entries: readonly TrashEntry[], isAll: boolean): Promise<void> {
    await this.#run('restore-files', restoreRequests(entries, isAll ? this.#folder : undefined));
  }

  /** Deletes files for ever. */
  async purge(entries: readonly TrashEntry[]): Promise<void> {
    await this.#run('purge-files', purgeRequests(entries));
  }

  /** Deletes for ever whatever is in the trash, also what has not been loaded. */
  async purgeAll(): Promise<void> {
    await this.#run('purge-files', [{ request: { items: 'all' }, paths: pathsOf(this.entries()) }]);
  }

  async #run<Name extends TrashOperation>(
    operation: Name,
    requests: readonly TrashRequest<ChangeRequests[Name]>[],
  ): Promise<void> {
    this.#problem.set(undefined);
    this.#hide(requests.flatMap(({ paths }) => paths));
    for (const [index, { request, paths }] of requests.entries()) {
      try {
        const change = await this.#changes.start(operation, request);
        if (change.state === 'running') this.#pending.set(change.changeId, paths);
        else this.#settle(change, paths);
      } catch (error) {
        this.#show(requests.slice(index).flatMap((it) => it.paths));
        this.#problem.set({ kind: 'refused', operation, error: toApiError(error) });
        return;
      }
    }
  }

  #end(change: Change): void {
    const paths = this.#pending.get(change.changeId);
    if (!paths) return;
    this.#pending.delete(change.changeId);
    this.#settle(change, paths);
  }

  /** Takes the files that are no longer in the trash from the list, and shows the others again. */
  #settle(change: Change, paths: readonly string[]): void {
    const left = new Set(change.failed.map(({ path }) => path));
    const isNamed = change.state === 'done' && change.failed.length === change.failedCount;
    // What is not named comes back with the list, which is loaded again after each change.
    const gone = new Set(isNamed ? paths.filter((path) => !left.has(path)) : []);
    this.list.update((items) => items.filter(({ path }) => !gone.has(path)));
    this.#show(paths);
    if (change.failedCount > 0) this.#problem.set({ kind: 'left', change });
  }

  #hide(paths: readonly string[]): void {
    this.#hidden.update((hidden) => new Set([...hidden, ...paths]));
  }

  #show(paths: readonly string[]): void {
    const shown = new Set(paths);
    this.#hidden.update((hidden) => new Set([...hidden].filter((path) => !shown.has(path))));
  }
}
