import { ErrorHandler, inject, Injectable, Injector, signal } from '@angular/core';

import { CodeUnavailable } from '../loading/load-code.ts';
import { PageReload } from '../loading/page-reload.ts';
import { Notices } from '../notices/notices.ts';
import { loadingText } from '../text/loading-text.ts';

/**
 * Tells the person once that something unexpected happened: the app goes on, but a part of the page may be out of date.
 * Everything is written to the console as well.
 */
@Injectable({ providedIn: 'root' })
export class AppErrors extends ErrorHandler {
  // Notices are created when they are needed, because an error may happen before the app is complete.
  readonly #injector = inject(Injector);
  #isTold = false;

  override handleError(error: unknown): void {
    // The router passes on what was told already.
    if (error instanceof CodeUnavailable) {
      console.warn(error);
      return;
    }
    super.handleError(error);
    if (this.#isTold || isOfNobody(error)) return;
    this.#isTold = true;
    const reload = { label: loadingText.reload, choose: () => this.#injector.get(PageReload).now() };
    const content = { sentence: loadingText.failed, details: [loadingText.nothingLost], actions: [reload] };
    this.#injector.get(Notices).show(signal(content));
  }
}

/**
 * Whether the browser reported the error without the error itself: then it is of another origin, such as an extension,
 * or about a layout that is computed once more.
 */
const isOfNobody = (error: unknown): boolean => error instanceof Error && error.cause instanceof ErrorEvent;
