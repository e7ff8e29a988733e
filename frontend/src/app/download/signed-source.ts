import { inject, Injectable } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError } from '../api/api-error.ts';
import { patiently } from './patiently.ts';
import type { SignAnswer, Source } from './service/messages.ts';

/** A file to download, or one version of it. */
export interface WantedFile {
  readonly path: string;
  readonly versionId: string | undefined;
}

/** Number of files that are signed at the same time. */
const mostAtOnce = 8;

/** Gets signed URLs, and asks again for a while. */
@Injectable({ providedIn: 'root' })
export class SignedSource {
  readonly #client = inject(API_CLIENT);

  /**
   * Waits while the browser is offline, and tries a few times. `retrying` is called before each wait. Rejects with an
   * ApiError, or with the reason of the signal.
   */
  of({ path, versionId }: WantedFile, signal: AbortSignal, retrying: () => void): Promise<Source> {
    const version = versionId === undefined ? {} : { versionId };
    const request = { path, ...version, disposition: 'attachment' } as const;
    return patiently(
      async () => {
        const { url, sizeBytes, etag, crc64nvme } = await this.#client.presignGet(request, signal);
        return { url, sizeBytes, etag, crc64nvme };
      },
      signal,
      retrying,
    );
  }

  /** Signs the current versions of files. Resolves with an answer for each, in their order. */
  async many(paths: readonly string[], signal: AbortSignal): Promise<readonly SignAnswer[]> {
    const answers: SignAnswer[] = [];
    let next = 0;
    const signRest = async (): Promise<void> => {
      for (let at = next++; at < paths.length; at = next++) {
        const wanted = { path: paths[at] ?? '', versionId: undefined };
        answers[at] = await this.of(wanted, signal, () => undefined).catch((error: unknown) => toApiError(error).code);
        signal.throwIfAborted();
      }
    };
    await Promise.all(Array.from({ length: Math.min(mostAtOnce, paths.length) }, signRest));
    return answers;
  }
}
