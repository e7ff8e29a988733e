import { inject, Injectable } from '@angular/core';
import { maxListLimit, type ListFilesAnswer } from '@airlock/contract';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError } from '../api/api-error.ts';
import { patiently } from './patiently.ts';

/** Lists everything below a folder for an archive, and asks again for a while. */
@Injectable({ providedIn: 'root' })
export class FolderLists {
  readonly #client = inject(API_CLIENT);

  /**
   * Resolves with a page of all that is below a folder, at any depth, or with `undefined` when the folder is not there. Rejects
   * with an ApiError, or with the reason of the signal.
   */
  async page(folder: string, cursor: string | undefined, signal: AbortSignal): Promise<ListFilesAnswer | undefined> {
    const request = { folder, deep: 'true', cursor, limit: pageLimit } as const;
    try {
      return await patiently(
        () => this.#client.listFiles(request, signal),
        signal,
        () => undefined,
      );
    } catch (error) {
      signal.throwIfAborted();
      if (toApiError(error).code === 'not-found') return undefined;
      throw error;
    }
  }
}

/** Entries of one page: few calls for many files, and a message to the worker that is not too long. */
const pageLimit = Math.min(2_000, maxListLimit);
