import { Component, computed, inject, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { distinctUntilChanged, throttleTime } from 'rxjs';

import { searchText } from '../text/search-text.ts';
import { SearchResults } from './search-results.ts';

/** Time between two announcements of how far a search is. */
const betweenMs = 5_000;

/**
 * Announces a search to screen readers: its beginning and its end at once, and on the way how far it is, though not with each
 * answer of the server.
 */
@Component({
  selector: 'airlock-search-announcer',
  template: `
    <span class="visually-hidden" role="status">{{ moment() }}</span>
    <span class="visually-hidden" role="status">{{ count() }}</span>
  `,
})
export class SearchAnnouncer {
  /** Number of the matches that are shown. */
  readonly found = input.required<number>();

  readonly #results = inject(SearchResults);
  readonly #isCounting = computed(
    () => this.#results.state().kind === 'searching' && this.#results.searchedCount() > 0,
  );
  protected readonly moment = computed(() => (this.#isCounting() ? '' : this.#words()));
  readonly #counts = computed(() => (this.#isCounting() ? this.#words() : ''));
  protected readonly count = toSignal(
    toObservable(this.#counts).pipe(
      throttleTime(betweenMs, undefined, { leading: true, trailing: true }),
      distinctUntilChanged(),
    ),
    { initialValue: '' },
  );

  #words(): string {
    return searchText.summary(this.#results.state().kind, this.#results.searchedCount(), this.found());
  }
}
