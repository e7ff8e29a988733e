import { inject, Injectable } from '@angular/core';

import { ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { Deletions } from '../api/deletions.ts';
import { browserClock, browserNetwork } from '../transfer/browser-clock.ts';
import { CallFailure, type TransferPorts } from '../transfer/ports.ts';
import { workerHash } from '../transfer/worker-hash.ts';
import { xhrPut } from '../transfer/xhr-put.ts';

/** The engine's ports in a real browser, against the real API. */
@Injectable({ providedIn: 'root' })
export class BrowserTransferPorts implements TransferPorts {
  readonly #client = inject(ApiClient);
  readonly #deletions = inject(Deletions);

  readonly put = xhrPut;
  readonly clock = browserClock;
  readonly network = browserNetwork;
  readonly random = Math.random;
  readonly hash = workerHash(
    () => new Worker(new URL('../transfer/crc64nvme-worker', import.meta.url), { type: 'module' }),
  );

  readonly sign: TransferPorts['sign'] = async (request, signal) => {
    await this.#deletions.settle(request.path);
    return this.#client.presignPut(request, signal).catch(asCallFailure);
  };

  readonly look: TransferPorts['look'] = async (path, signal) => {
    try {
      const { sizeBytes, etag, crc64nvme } = await this.#client.presignGet({ path }, signal);
      return { sizeBytes, etag, ...(crc64nvme !== undefined && { crc64nvme }) };
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not-found') return undefined;
      return asCallFailure(error);
    }
  };
}

function asCallFailure(error: unknown): never {
  if (error instanceof ApiError) throw new CallFailure(error.code, error.message);
  throw error;
}
