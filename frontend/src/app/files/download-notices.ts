import { inject, Injectable } from '@angular/core';

import { Notices } from '../notices/notices.ts';
import { text } from '../text/text.ts';
import { Downloads } from './downloads.ts';

/** Starts downloads and says what the person should know about them. */
@Injectable({ providedIn: 'root' })
export class DownloadNotices {
  readonly #downloads = inject(Downloads);
  readonly #notices = inject(Notices);

  async download(paths: readonly string[]): Promise<void> {
    if (paths.length > 1) this.#notices.say(text.files.downloading(paths.length));
    const [failure] = await this.#downloads.download(paths);
    if (failure) this.#notices.say(text.files.downloadFailed(failure.name, text.calls[failure.error.code]));
  }
}
