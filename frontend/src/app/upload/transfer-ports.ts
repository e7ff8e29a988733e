import { inject, Injectable } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import type { ClientConfig } from '@airlock/contract';
import { filter, firstValueFrom, fromEvent, map, merge } from 'rxjs';

import { API_CLIENT } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { CONFIG } from '../api/config.ts';
import { PageOwner } from '../api/page-owner.ts';
import { bucketUrls } from '../api/signed-urls.ts';
import { HiddenFiles } from '../changes/hidden-files.ts';
import { loadCode } from '../loading/load-code.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { browserClock, browserNetwork } from '../transfer/browser/browser-clock.ts';
import { ReadBytes } from '../transfer/browser/read-bytes.ts';
import { ScriptAddress as Worker } from '../transfer/browser/script-address.ts';
import { CallFailure, type StoredFile, type TransferApi, type TransferPorts } from '../transfer/ports.ts';
import { workerHash } from '../transfer/checksum/worker-hash.ts';
import { xhrPut } from '../transfer/browser/xhr-put.ts';
import { KeptRecords } from './kept-records.ts';

/** Room for the files of two calls that sign, of which 64 KiB each are kept. */
const mostReadBytes = 16 * 1024 ** 2;

const hashingScript = () => new Worker(new URL('../transfer/checksum/crc64nvme-worker', import.meta.url)).trusted;

/** Implements the ports of the transfer engine in a browser, with the real API. */
@Injectable({ providedIn: 'root' })
export class BrowserTransferPorts implements TransferPorts {
  readonly #client = inject(API_CLIENT);
  readonly #hidden = inject(HiddenFiles);
  readonly #session = inject(SESSION_STATE);
  readonly #kept = inject(KeptRecords);

  readonly hasDualStack = hasDualStack(inject(CONFIG));
  readonly #read = new ReadBytes(mostReadBytes);
  /** Sends the bytes of a small file that were read for its checksum. A file is read again for another try. */
  readonly put: TransferPorts['put'] = (signed, file, progress, signal) =>
    xhrPut(signed, this.#read.take(file) ?? file, progress, signal);
  readonly clock = browserClock;
  readonly network = browserNetwork;
  readonly random = Math.random;
  readonly hash = workerHash(
    () => new globalThis.Worker(hashingScript(), { type: 'module' }),
    async (...body) => (await loadCode(() => import('../transfer/checksum/crc64nvme.ts'))).crc64nvmeOfSlices(...body),
    (file, bytes) => {
      // What is still being hashed after a sign-out is read again when the person is back.
      if (this.session.owner() !== undefined) this.#read.keep(file, bytes);
    },
  );

  readonly records = this.#kept.records;
  readonly batches = this.#kept.batches;
  readonly locks = this.#kept.locks;
  readonly #state$ = toObservable(this.#session);

  constructor() {
    // The bytes of one person must not stay in a page that belongs to nobody or to somebody else.
    inject(PageOwner).follow(() => this.#read.clear());
  }

  readonly session: TransferPorts['session'] = {
    userId: () => this.#signedIn(),
    owner: () => {
      const state = this.#session();
      return state.kind === 'signed-in' || state.kind === 'ended' ? state.userId : undefined;
    },
    waitForSignIn: async (userId, signal) => {
      const back = this.#state$.pipe(filter(() => this.#signedIn() === userId));
      const stopped = fromEvent(signal, 'abort').pipe(
        map(() => {
          throw signal.reason;
        }),
      );
      await firstValueFrom(merge(back, stopped));
    },
  };

  readonly pathSettled = (path: string): Promise<void> => this.#hidden.settle(path);

  readonly api: TransferApi = {
    presignPut: (request, signal) => this.#asked(signal, (until) => this.#client.presignPut(request, until)),
    presignPutBatch: (requests, signal) =>
      this.#asked(signal, async (until) => (await this.#client.presignPutBatch({ files: [...requests] }, until)).files),
    describeFile: (path, signal) => this.#asked(signal, (until) => this.#describeFile(path, until)),
    startUpload: (request, signal) =>
      this.#asked(signal, async (until) => {
        await this.#hidden.settle(request.path);
        return this.#client.startUpload(request, until);
      }),
    presignParts: (request, signal) => this.#asked(signal, (until) => this.#client.presignParts(request, until)),
    listParts: (request, signal) => this.#asked(signal, (until) => this.#client.listParts(request, until)),
    completeUpload: (request, signal) => this.#asked(signal, (until) => this.#client.completeUpload(request, until)),
    abortUpload: (request, signal) => this.#asked(signal, (until) => this.#client.abortUpload(request, until)),
    listUploads: (signal) => this.#asked(signal, (until) => this.#client.listUploads({}, until)),
  };

  /**
   * Ends a call when the session ends. The interceptor would hold the call until somebody signs in. The engine waits
   * itself, and only for the same person: a call of one person must never be sent with the token of another.
   */
  async #asked<T>(signal: AbortSignal, call: (until: AbortSignal) => Promise<T>): Promise<T> {
    const ended = new AbortController();
    const gone = this.#state$.pipe(filter(({ kind }) => kind === 'ended' || kind === 'signed-out'));
    const watch = gone.subscribe(() => ended.abort());
    try {
      return await call(AbortSignal.any([signal, ended.signal]));
    } catch (error) {
      signal.throwIfAborted();
      if (ended.signal.aborted) throw new CallFailure('unauthorized', 'The session has ended.');
      return asCallFailure(error);
    } finally {
      watch.unsubscribe();
    }
  }

  async #describeFile(path: string, signal: AbortSignal): Promise<StoredFile | undefined> {
    try {
      const { sizeBytes, etag, crc64nvme } = await this.#client.presignGet({ path }, signal);
      return { sizeBytes, etag, ...(crc64nvme !== undefined && { crc64nvme }) };
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not-found') return undefined;
      throw error;
    }
  }

  #signedIn(): string | undefined {
    const state = this.#session();
    return state.kind === 'signed-in' ? state.userId : undefined;
  }
}

/** Returns whether the bucket has a second name. */
export const hasDualStack = (config: ClientConfig): boolean => bucketUrls(config).length > 1;

function asCallFailure(error: unknown): never {
  if (error instanceof ApiError) throw new CallFailure(error.code, error.message, error.retryAfterMs);
  throw error;
}
