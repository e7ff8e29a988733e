import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError, type ApiError } from '../api/api-error.ts';
import { PageOwner } from '../api/page-owner.ts';
import { nameOf } from '../format/name-of.ts';

/** Time between two downloads. A download that starts before the previous one has its answer would replace it. */
const betweenMs = 1_000;

/** Passes signed URLs to the browser, which writes to disk itself: no byte passes through the page. */
@Injectable({ providedIn: 'root' })
export class Downloads {
  readonly #client = inject(API_CLIENT);
  readonly #document = inject(DOCUMENT);
  readonly #owner = inject(PageOwner);
  #navigatingUntil = 0;

  /**
   * Starts the downloads one after the other. Resolves with those that could not be started. It ends, and has nothing to
   * tell, when the page passes to somebody else.
   */
  async download(paths: readonly string[]): Promise<{ name: string; error: ApiError }[]> {
    const isMine = this.#owner.claim();
    const failed: { name: string; error: ApiError }[] = [];
    for (const [index, path] of paths.entries()) {
      if (!isMine()) return [];
      try {
        await this.#start({ path }, isMine);
        if (index < paths.length - 1) await new Promise((resolve) => setTimeout(resolve, betweenMs));
      } catch (error) {
        failed.push({ name: nameOf(path), error: toApiError(error) });
      }
    }
    return isMine() ? failed : [];
  }

  /** Starts the download of one version of a file. Resolves with why it could not be started. */
  async downloadVersion(path: string, versionId: string): Promise<ApiError | undefined> {
    const isMine = this.#owner.claim();
    try {
      await this.#start({ path, versionId }, isMine);
      return undefined;
    } catch (error) {
      return isMine() ? toApiError(error) : undefined;
    }
  }

  /** Returns whether a download is starting: an attachment starts like a navigation, but the page stays. */
  isStarting(): boolean {
    return Date.now() < this.#navigatingUntil;
  }

  async #start(file: { path: string; versionId?: string }, isMine: () => boolean): Promise<void> {
    const { url } = await this.#client.presignGet({ ...file, disposition: 'attachment' });
    if (isMine()) this.#navigate(url);
  }

  #navigate(url: string): void {
    this.#navigatingUntil = Date.now() + betweenMs;
    const link = this.#document.createElement('a');
    link.href = url;
    link.rel = 'noreferrer';
    link.click();
  }
}
