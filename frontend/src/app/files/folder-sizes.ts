import { inject, Injectable, signal, type Signal } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError, type ApiError } from '../api/api-error.ts';
import { whenAdmitted } from '../api/when-admitted.ts';

/** What is known of the size of a folder. While it is being counted, the numbers are those so far. */
export interface FolderSize {
  readonly kind: 'counting' | 'counted' | 'failed';
  readonly fileCount: number;
  readonly totalBytes: number;
  readonly error?: ApiError;
}

/** Counts the files of folders, when somebody asks. */
@Injectable({ providedIn: 'root' })
export class FolderSizes {
  readonly #client = inject(API_CLIENT);

  /**
   * Counts the files below a folder and their bytes, until it is done or the signal fires. The numbers grow while the server
   * counts.
   */
  measure(folder: string, stop: AbortSignal): Signal<FolderSize> {
    const size = signal<FolderSize>({ kind: 'counting', fileCount: 0, totalBytes: 0 });
    void this.#count(folder, stop, (next) => size.set(next));
    return size.asReadonly();
  }

  async #count(folder: string, stop: AbortSignal, show: (size: FolderSize) => void): Promise<void> {
    let [fileCount, totalBytes] = [0, 0];
    let cursor: string | undefined;
    const ask = () => this.#client.measureFolder({ folder, cursor }, stop);
    try {
      do {
        const answer = await whenAdmitted(ask, stop);
        fileCount += answer.fileCount;
        totalBytes += answer.totalBytes;
        ({ cursor } = answer);
        show({ kind: cursor === undefined ? 'counted' : 'counting', fileCount, totalBytes });
      } while (cursor !== undefined);
    } catch (error) {
      if (!stop.aborted) show({ kind: 'failed', fileCount, totalBytes, error: toApiError(error) });
    }
  }
}
