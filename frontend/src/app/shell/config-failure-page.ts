import { Component, inject } from '@angular/core';
import { DOCUMENT } from '@angular/common';

import { text } from '../text/text.ts';
import { CONFIG_PROBLEM } from './config-failure.ts';

/** Replaces the app when `/config.json` cannot be used. The page is plain, because nothing else is known to work. */
@Component({
  selector: 'airlock-root',
  template: `
    <main>
      <h1>{{ text.title }}</h1>
      <p role="alert">{{ sentence }}</p>
      <button type="button" (click)="reload()">{{ tryAgain }}</button>
    </main>
  `,
  styleUrl: './plain-page.scss',
})
export class ConfigFailurePage {
  protected readonly text = text.config;
  protected readonly tryAgain = text.common.tryAgain;
  protected readonly sentence = text.config.problems[inject(CONFIG_PROBLEM)];
  readonly #document = inject(DOCUMENT);

  protected reload(): void {
    this.#document.location.reload();
  }
}
