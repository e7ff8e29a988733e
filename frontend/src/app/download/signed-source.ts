import { inject, Injectable } from '@angular/core';
import { isRefused, type PresignGetAnswer } from '@airlock/contract';

import { API_CLIENT } from '../api/api-client.ts';
import { patiently } from './patiently.ts';
import type { SignAnswer, Source } from './service/messages.ts';

/** A file to download, or one version of it. */
export interface WantedFile {
  readonly path: string;
  readonly versionId: string | undefined;
}

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
    return patiently(async () => sourceOf(await this.#client.presignGet(request, signal)), signal, retrying);
  }

  /**
   * Signs the current versions of up to 100 files with one call. Resolves with an answer for each, in their order. Rejects with
   * an ApiError when none could be answered, or with the reason of the signal.
   */
  async many(paths: readonly string[], signal: AbortSignal): Promise<readonly SignAnswer[]> {
    const files = paths.map((path) => ({ path, disposition: 'attachment' as const }));
    const call = () => this.#client.presignGetBatch({ files }, signal);
    const answer = await patiently(call, signal, () => undefined);
    return answer.files.map((file) => (isRefused(file) ? file.code : sourceOf(file)));
  }
}

const sourceOf = ({ url, sizeBytes, etag, crc64nvme }: PresignGetAnswer): Source => ({
  url,
  sizeBytes,
  etag,
  crc64nvme,
});
