import type { ApiErrorCode } from '../../api/api-error.ts';
import { Connection } from './connection.ts';
import { DownloadFailure, isPassing } from './download-failure.ts';
import type { Source } from './messages.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ReaderPorts {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Resolves with a new URL, or with why there is none. */
  readonly sign: () => Promise<Source | ApiErrorCode>;
  /** Rejects when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Is called before each retry. */
  readonly retrying: () => void;
}

/** Number of failures in a row after which a download is given up. */
const mostFailures = 8;
const firstWaitMs = 500;
const longestWaitMs = 15_000;

/** Reads one file from its first byte to its last, over as many connections as that takes. */
export class ObjectReader {
  source: Source;
  readonly #ports: ReaderPorts;
  readonly #signal: AbortSignal;
  #connection: Connection | undefined;
  /** Whether others may have read size and checksum of `source`, so that no other file may take its place. */
  #isOpen = false;
  #receivedBytes = 0;
  #failures = 0;
  #refusals = 0;

  /** Every step rejects with the reason of `signal` when it fires. */
  constructor(source: Source, ports: ReaderPorts, signal: AbortSignal) {
    this.source = source;
    this.#ports = ports;
    this.#signal = signal;
  }

  /** Number of times in a row that S3 has refused the file. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Resolves when S3 has begun to answer with the file; from then on it is the same one. Rejects with a DownloadFailure. */
  async open(): Promise<void> {
    await this.#attempt(() => Promise.resolve());
    this.#isOpen = true;
  }

  /** Resolves with the next bytes. Rejects with a DownloadFailure. */
  read(): Promise<Bytes> {
    return this.#attempt(async (connection) => {
      const bytes = await connection.read(this.source.sizeBytes - this.#receivedBytes);
      this.#receivedBytes += bytes.byteLength;
      this.#failures = 0;
      if (this.#receivedBytes >= this.source.sizeBytes) connection.end();
      return bytes;
    });
  }

  /** Must be called when nobody reads the rest: a browser has six connections to a host. It can be read again. */
  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  async #attempt<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    for (;;) {
      this.#signal.throwIfAborted();
      try {
        if (this.#connection?.isClosed === true) this.#connection = undefined;
        this.#connection ??= await this.#connect();
        return await act(this.#connection);
      } catch (error) {
        this.close();
        this.#signal.throwIfAborted();
        if (error instanceof DownloadFailure) throw error;
      }
      await this.#prepareRetry();
    }
  }

  async #connect(): Promise<Connection> {
    const connection = new Connection(this.#signal);
    try {
      this.#check(await connection.open(this.#ports.fetch, this.source.url, this.#receivedBytes));
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Throws when S3 does not answer with the file from the next byte on. */
  #check(response: Response): void {
    const { sizeBytes, etag } = this.source;
    const from = this.#receivedBytes;
    this.#refusals = response.status === 403 ? this.#refusals + 1 : 0;
    if (response.status === 404) throw new DownloadFailure('not-found');
    if (response.status !== (from === 0 ? 200 : 206)) throw new Error(`S3 answered ${response.status}.`);
    const isSame = response.headers.get('etag') === etag;
    if (!isSame && this.#isBound()) throw new DownloadFailure('changed-meanwhile');
    const expectedBytes = String(sizeBytes - from);
    if (!isSame || response.headers.get('content-length') !== expectedBytes) throw new Error('S3 has another file.');
  }

  /** Whether something of this very file is in use already. */
  #isBound(): boolean {
    return this.#isOpen || this.#receivedBytes > 0;
  }

  /** Waits longer each time, then gets a new URL: the old one may have expired, or the file may be gone. */
  async #prepareRetry(): Promise<void> {
    this.#failures += 1;
    if (this.#failures > mostFailures) throw new DownloadFailure('network');
    this.#ports.retrying();
    await this.#ports.wait(Math.min(firstWaitMs * 2 ** (this.#failures - 1), longestWaitMs), this.#signal);
    const signed = await this.#ports.sign();
    this.#signal.throwIfAborted();
    if (typeof signed === 'string') {
      if (!isPassing(signed)) throw new DownloadFailure(signed);
    } else if (this.#isBound() && signed.etag !== this.source.etag) {
      throw new DownloadFailure('changed-meanwhile');
    } else {
      this.source = signed;
    }
  }
}
