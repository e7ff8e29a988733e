import { effect, inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';

import { text } from '../text/text.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';

/** Sets the title of the window: the folder, and the progress while files are being uploaded. */
@Injectable({ providedIn: 'root' })
export class PageTitle {
  readonly #title = inject(Title);
  readonly #rows = inject(UploadRows);

  /** Must be called where an effect may be created. The effect ends with the page that calls it. */
  follow(folder: () => string): void {
    effect(() => {
      const name = folder().split('/').at(-1) || text.files.title;
      this.#title.setTitle(this.#withProgress(`${name} · ${text.appName}`));
    });
  }

  #withProgress(page: string): string {
    const { active, paused, sentBytes, totalBytes } = this.#rows.totals();
    if (active + paused === 0) return page;
    return text.upload.title(totalBytes === 0 ? 0 : Math.floor((sentBytes / totalBytes) * 100), page);
  }
}
