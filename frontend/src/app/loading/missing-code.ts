import { inject, Injectable, signal } from '@angular/core';

import { Notices } from '../notices/notices.ts';
import { loadingText } from '../text/loading-text.ts';
import { CodeUnavailable } from './load-code.ts';
import { PageReload } from './page-reload.ts';

/** Tells the person that a part of the app did not arrive, once until it is closed, and offers to reload the page. */
@Injectable({ providedIn: 'root' })
export class MissingCode {
  readonly #notices = inject(Notices);
  readonly #reload = inject(PageReload);
  readonly #sentence = signal<string | undefined>(undefined);
  #notice: number | undefined;
  #waiting: object | undefined;

  /** What is wrong, until a part arrives. */
  readonly sentence = this.#sentence.asReadonly();

  /** `waiting` is who needs the part, and says later whether it has arrived. */
  tell(error: unknown, waiting?: object): void {
    this.#waiting = waiting;
    const isOutdated = error instanceof CodeUnavailable && error.isOutdated;
    const sentence = isOutdated ? loadingText.outdated : loadingText.missing;
    this.#sentence.set(sentence);
    this.#close();
    const actions = [{ label: loadingText.reload, choose: () => this.#reload.now() }];
    this.#notice = this.#notices.show(signal({ sentence, details: [loadingText.nothingLost], actions }));
  }

  /** Takes back what was told for `waiting`, because the part has arrived. Another part may still be missing. */
  arrived(waiting: object): void {
    if (this.#waiting !== waiting) return;
    this.#waiting = undefined;
    this.#sentence.set(undefined);
    this.#close();
  }

  #close(): void {
    if (this.#notice !== undefined) this.#notices.close(this.#notice);
    this.#notice = undefined;
  }
}
