import { inject, Injectable, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter, firstValueFrom } from 'rxjs';

import { PageOwner } from '../api/page-owner.ts';

/** The files and folders that lists hide while the server deletes them. */
@Injectable({ providedIn: 'root' })
export class HiddenFiles {
  readonly #paths = signal<ReadonlySet<string>>(new Set());
  readonly #paths$ = toObservable(this.#paths);

  readonly paths = this.#paths.asReadonly();

  constructor() {
    inject(PageOwner).follow(() => this.#paths.set(new Set()));
  }

  hide(paths: readonly string[]): void {
    this.#paths.update((hidden) => new Set([...hidden, ...paths]));
  }

  /** Lets lists show `paths` again, if they still have them. */
  show(paths: readonly string[]): void {
    const shown = new Set(paths);
    this.#paths.update((hidden) => new Set([...hidden].filter((path) => !shown.has(path))));
  }

  /** Resolves when `path` is not being deleted. Until then a new file of this name would find the name taken. */
  async settle(path: string): Promise<void> {
    if (this.#paths().has(path)) await firstValueFrom(this.#paths$.pipe(filter((paths) => !paths.has(path))));
  }
}
