import { Component, input } from '@angular/core';

import { previewText } from '../text/preview-text.ts';

/** Says that a file is on its way, and how much of it has come. */
@Component({
  selector: 'airlock-loading-view',
  template: `<p>{{ text.loading }}{{ progress() && ' · ' + progress() }}</p>`,
  styles: `
    :host {
      display: grid;
      place-items: center;
      height: 100%;
    }
    p {
      font: var(--mat-sys-body-large);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class LoadingView {
  readonly progress = input('');
  protected readonly text = previewText;
}
