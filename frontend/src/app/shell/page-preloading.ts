import { inject, Injectable } from '@angular/core';
import type { PreloadingStrategy, Route } from '@angular/router';
import { EMPTY, type Observable } from 'rxjs';

import { SESSION_STATE } from '../api/session-state.ts';

/**
 * Loads the code of the pages behind the navigation once somebody is signed in, so that they open at once, and also when
 * the network is gone by then. The sign-in page waits for none of it.
 */
@Injectable({ providedIn: 'root' })
export class PagePreloading implements PreloadingStrategy {
  readonly #session = inject(SESSION_STATE);

  preload(route: Route, load: () => Observable<unknown>): Observable<unknown> {
    return this.#session().kind === 'signed-in' && route.data?.['preload'] === true ? load() : EMPTY;
  }
}
