import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';

import { ApiClient } from '../api/api-client.ts';
import { toApiError, type ApiError } from '../api/api-error.ts';
import { nameOf } from '../format/name-of.ts';

/** A second download that starts before the first one has its answer would replace it. */
const betweenMs = 1_000;

/** Hands signed URLs to the browser, which writes to disk by itself: no byte passes through the page. */
@Injectable({ providedIn: 'root' })
export class Downloads {
  readonly #client = inject(ApiClient);
  readonly #document = inject(DOCUMENT);
  #navigatingUntil = 0;

  /** Starts all, one after the other; says which could not be started. */
  async download(paths: readonly string[]): Promise<{ name: string; error: ApiError }[]> {
    const failed: { name: string; error: ApiError }[] = [];
    for (const [index, path] of paths.entries()) {
      try {
        const { url } = await this.#client.presignGet({ path, disposition: 'attachment' });
        this.#navigate(url);
        if (index < paths.length - 1) await new Promise((resolve) => setTimeout(resolve, betweenMs));
      } catch (error) {
        failed.push({ name: nameOf(path), error: toApiError(error) });
      }
    }
    return failed;
  }

  /** Whether the page only seems to be left: an attachment starts like a navigation and then stays here. */
  isStarting(): boolean {
    return Date.now() < this.#navigatingUntil;
  }

  #navigate(url: string): void {
    this.#navigatingUntil = Date.now() + betweenMs;
    const link = this.#document.createElement('a');
    link.href = url;
    link.rel = 'noreferrer';
    link.click();
  }
}
