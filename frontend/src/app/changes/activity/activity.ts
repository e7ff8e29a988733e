import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Change } from '@airlock/contract';
import { filter, fromEvent, interval, merge } from 'rxjs';

import { API_CLIENT } from '../../api/api-client.ts';
import { Changes } from '../changes.ts';
import { PagedList } from '../paged-list.ts';

/** Time between two looks at what was begun elsewhere, such as on another device. */
const lookMs = 10_000;

/** The changes of the last days, kept up to date while they are seen. The page that shows them provides it. */
@Injectable()
export class Activity {
  readonly #client = inject(API_CLIENT);
  readonly #changes = inject(Changes);

  readonly list = new PagedList<Change>(async (cursor, signal) => {
    const { changes, cursor: next } = await this.#client.listChanges({ cursor }, signal);
    return { items: changes, cursor: next };
  });
  /** The changes, the newest first, each as last heard of. */
  readonly changes = computed(() => {
    const known = new Map(this.list.items().map((change) => [change.changeId, change]));
    for (const change of this.#changes.running()) {
      if ((known.get(change.changeId) ?? change).state === 'running') known.set(change.changeId, change);
    }
    // Later changes have smaller ids.
    return [...known.values()].sort((a, b) => (a.changeId < b.changeId ? -1 : 1));
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    const document = inject(DOCUMENT);
    this.#changes.ended.pipe(takeUntilDestroyed(destroyed)).subscribe((change) => this.#take(change));
    merge(interval(lookMs), fromEvent(document, 'visibilitychange'))
      .pipe(
        filter(() => document.visibilityState === 'visible' && this.list.state().kind === 'loaded'),
        takeUntilDestroyed(destroyed),
      )
      .subscribe(() => void this.list.refresh());
    destroyed.onDestroy(() => this.list.close());
  }

  /** Takes over a change that has ended, whether the list has it already or not. */
  #take(change: Change): void {
    this.list.update((items) => [change, ...items.filter(({ changeId }) => changeId !== change.changeId)]);
    // An answer that is on its way may be older than this.
    if (this.list.state().kind === 'loaded') void this.list.refresh();
  }
}
