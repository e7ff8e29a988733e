import { inject, Injectable, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter, firstValueFrom } from 'rxjs';

import { PageOwner } from '../api/page-owner.ts';

/** The files and folders that lists hide while the server deletes, moves or renames them. */
@Injectable({ providedIn: 'root' })
export class HiddenFiles {
  readonly #owner = inject(PageOwner);
  readonly #paths = signal<ReadonlySet<string>>(new Set());
  readonly #paths$ = toObservable(this.#paths);

  readonly paths = this.#paths.asReadonly();

  constructor() {
    this.#owner.follow(() => this.#paths.set(new Set()));
  }

  /**
   * Hides `paths` while `change` is under way. When it has ended, `settle` brings the lists up to date, and they may show
   * again what they still have. When the page has passed to somebody else by then, nothing of it reaches their lists.
   */
  async hideWhile<Ended>(
    paths: readonly string[],
    change: () => Promise<Ended>,
    settle: (ended: Ended) => void | Promise<void>,
  ): Promise<void> {
    const isMine = this.#owner.claim();
    this.#paths.update((hidden) => new Set([...hidden, ...paths]));
    const ended = await change();
    if (!isMine()) return;
    await settle(ended);
    const shown = new Set(paths);
    this.#paths.update((hidden) => new Set([...hidden].filter((path) => !shown.has(path))));
  }

  /** Resolves when `path` is not being deleted. Until then a new file of this name would find the name taken. */
  async settle(path: string): Promise<void> {
    if (this.#paths().has(path)) await firstValueFrom(this.#paths$.pipe(filter((paths) => !paths.has(path))));
  }
}
