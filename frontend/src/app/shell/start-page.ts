import { Component, inject } from '@angular/core';

import { MissingCode } from '../loading/missing-code.ts';
import { PageReload } from '../loading/page-reload.ts';
import { loadingText } from '../text/loading-text.ts';

/** Takes the place of the first page until that has loaded. It appears when that takes long or fails. */
@Component({
  selector: 'airlock-start-page',
  template: `
    <main [class.late]="!sentence()">
      <p role="alert">{{ sentence() ?? text.starting }}</p>
      <button type="button" (click)="reload.now()">{{ text.reload }}</button>
    </main>
  `,
  styleUrl: './plain-page.scss',
})
export class StartPage {
  protected readonly text = loadingText;
  protected readonly sentence = inject(MissingCode).sentence;
  protected readonly reload = inject(PageReload);
}
