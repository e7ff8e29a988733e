import { inject, Injectable } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter, firstValueFrom, fromEvent, map, merge } from 'rxjs';

import { ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { Deletions } from '../api/deletions.ts';
import { Session } from '../sign-in/session.ts';
import { browserClock, browserNetwork } from '../transfer/browser-clock.ts';
import { browserLocks } from '../transfer/browser-locks.ts';
import { idbRecords } from '../transfer/idb-records.ts';
import { CallFailure, type TransferApi, type TransferPorts } from '../transfer/ports.ts';
import { workerHash } from '../transfer/worker-hash.ts';
import { xhrPut } from '../transfer/xhr-put.ts';

/** The engine's ports in a real browser, against the real API. */
@Injectable({ providedIn: 'root' })
export class BrowserTransferPorts implements TransferPorts {
  readonly #client = inject(ApiClient);
  readonly #deletions = inject(Deletions);
  readonly #session = inject(Session);

  readonly put = xhrPut;
  readonly clock = browserClock;
  readonly network = browserNetwork;
  readonly random = Math.random;
  readonly hash = workerHash(
    () => new Worker(new URL('../transfer/crc64nvme-worker', import.meta.url), { type: 'module' }),
  );

  readonly records = idbRecords();
  readonly locks = browserLocks();
  readonly #state$ = toObservable(this.#session.state);

  readonly session: TransferPorts['session'] = {
    userId: () => this.#signedIn(),
    back: async (userId, signal) => {
      const back = this.#state$.pipe(filter(() => this.#signedIn() === userId));
      const stopped = fromEvent(signal, 'abort').pipe(
        map(() => {
          throw signal.reason;
        }),
      );
      await firstValueFrom(merge(back, stopped));
    },
  };

  readonly api: TransferApi = {
    presignPut: async (request, signal) => {
      await this.#deletions.settle(request.path);
      return this.#client.presignPut(request, signal).catch(asCallFailure);
    },
    look: async (path, signal) => {
      try {
        const { sizeBytes, etag, crc64nvme } = await this.#client.presignGet({ path }, signal);
        return { sizeBytes, etag, ...(crc64nvme !== undefined && { crc64nvme }) };
      } catch (error) {
        if (error instanceof ApiError && error.code === 'not-found') return undefined;
        return asCallFailure(error);
      }
    },
    startUpload: async (request, signal) => {
      await this.#deletions.settle(request.path);
      return this.#client.startUpload(request, signal).catch(asCallFailure);
    },
    presignParts: (request, signal) => this.#client.presignParts(request, signal).catch(asCallFailure),
    listParts: (request, signal) => this.#client.listParts(request, signal).catch(asCallFailure),
    completeUpload: (request, signal) => this.#client.completeUpload(request, signal).catch(asCallFailure),
    abortUpload: (request, signal) => this.#client.abortUpload(request, signal).catch(asCallFailure),
    listUploads: (signal) => this.#client.listUploads(signal).catch(asCallFailure),
  };

  #signedIn(): string | undefined {
    const state = this.#session.state();
    return state.kind === 'signed-in' ? state.userId : undefined;
  }
}

function asCallFailure(error: unknown): never {
  if (error instanceof ApiError) throw new CallFailure(error.code, error.message);
  throw error;
}
