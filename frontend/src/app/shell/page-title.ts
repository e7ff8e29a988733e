import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type RouterStateSnapshot } from '@angular/router';

import { text } from '../text/text.ts';
import { titleText } from '../text/title-text.ts';

/** Sets the title of the window: the page, and the progress while files are being uploaded. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  readonly #title = inject(Title);
  readonly #page = signal('');
  readonly #percent = signal<() => number | undefined>(() => undefined);

  constructor() {
    super();
    effect(() => {
      const title = [this.#page(), text.appName].filter(Boolean).join(' · ');
      const percent = this.#percent()();
      this.#title.setTitle(percent === undefined ? title : titleText.uploading(percent, title));
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    this.#page.set(this.buildTitle(state) ?? '');
  }

  /** Puts `percent` in front of the title while it has a value, until another function is given. */
  showProgress(percent: () => number | undefined): void {
    this.#percent.set(percent);
  }
}
