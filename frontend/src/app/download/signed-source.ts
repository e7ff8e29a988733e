import { inject, Injectable } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError } from '../api/api-error.ts';
import { waitAfter } from '../api/wait-after.ts';
import { browserClock, browserNetwork } from '../transfer/browser/browser-clock.ts';
import { isPassing } from './service/download-failure.ts';
import type { Source } from './service/messages.ts';

const waitsMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/** A file to download, or one version of it. */
export interface WantedFile {
  readonly path: string;
  readonly versionId: string | undefined;
}

/** Gets signed URLs, and asks again for a while: a network that is away must not end everything that waits for it. */
@Injectable({ providedIn: 'root' })
export class SignedSource {
  readonly #client = inject(API_CLIENT);

  /**
   * Waits while the browser is offline, and tries a few times. `retrying` is called before each wait. Rejects with an
   * ApiError, or with the reason of the signal.
   */
  async of({ path, versionId }: WantedFile, signal: AbortSignal, retrying: () => void): Promise<Source> {
    const version = versionId === undefined ? {} : { versionId };
    for (let failures = 0; ; failures += 1) {
      if (!browserNetwork.isUp()) {
        retrying();
        await browserNetwork.waitUntilUp(signal);
      }
      try {
        const signed = await this.#client.presignGet({ path, ...version, disposition: 'attachment' }, signal);
        const { url, sizeBytes, etag, crc64nvme } = signed;
        return { url, sizeBytes, etag, crc64nvme };
      } catch (error) {
        signal.throwIfAborted();
        const refusal = toApiError(error);
        const waitMs = waitsMs[failures];
        if (waitMs === undefined || !isPassing(refusal.code)) throw error;
        retrying();
        await browserClock.wait(waitAfter(refusal, waitMs), signal);
      }
    }
  }
}
