import { computed, effect, inject, Injectable, untracked } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';
import { areSame, remember, rememberedOf } from './download-record.ts';
import { isOpen } from './download-row.ts';
import { DownloadRows } from './download-rows.ts';

/** Remembers the downloads that go on, for the next page of this tab. */
@Injectable({ providedIn: 'root' })
export class DownloadMemory {
  readonly #owner = inject(PageOwner);
  readonly #rows = inject(DownloadRows);
  readonly #open = computed(() => this.#rows.all().filter(isOpen).map(rememberedOf), { equal: areSame });

  /** Remembers them from now on. Must be called where an effect may be created. */
  follow(): void {
    effect(() => {
      const userId = untracked(this.#owner.userId);
      const open = this.#open();
      if (userId !== undefined) remember(userId, open);
    });
  }
}
