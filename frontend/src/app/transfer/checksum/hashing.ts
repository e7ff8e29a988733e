import type { HashListener } from '../ports.ts';

/** Number of times that one body is read from its start. One that ends each worker must not do so for ever. */
const mostRuns = 4;

/**
 * One body that is being hashed. When its worker is lost it is read from its start again, and its listener still hears
 * each checksum once.
 */
export class Hashing {
  readonly id: number;
  readonly blob: Blob;
  readonly sliceBytes: number;
  /** Ends the reading in the page. */
  readonly stop = new AbortController();
  /** Settles with the hashing. */
  readonly over: Promise<undefined>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  /** Number of checks of the watchdog since there was a sign of life. */
  silentChecks = 0;
  readonly #listener: HashListener;
  #runs = 0;
  #hashedBytes = 0;
  #slicesTold = 0;
  #slicesOfRun = 0;

  constructor(id: number, blob: Blob, sliceBytes: number, listener: HashListener) {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.id = id;
    this.blob = blob;
    this.sliceBytes = sliceBytes;
    this.#listener = listener;
    this.over = promise;
    this.resolve = () => resolve(undefined);
    this.reject = reject;
  }

  /** Notes that the body is read from its start. Returns `false` when that has happened too often. */
  begin(): boolean {
    this.#runs += 1;
    this.#slicesOfRun = 0;
    return this.#runs <= mostRuns;
  }

  /** Hears what is read. Throws what the listener of the body throws. */
  readonly listener: HashListener = {
    progress: (hashedBytes) => {
      this.silentChecks = 0;
      if (hashedBytes <= this.#hashedBytes) return;
      this.#hashedBytes = hashedBytes;
      this.#listener.progress(hashedBytes);
    },
    slice: (crc64nvme) => {
      this.silentChecks = 0;
      this.#slicesOfRun += 1;
      if (this.#slicesOfRun <= this.#slicesTold) return;
      this.#slicesTold += 1;
      this.#listener.slice(crc64nvme);
    },
  };
}
