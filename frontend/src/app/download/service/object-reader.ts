import type { ApiErrorCode } from '../../api/api-error.ts';
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
/** A connection that brings nothing for this long is given up. */
const silenceMs = 30_000;

/** Reads one file from its first byte to its last, over as many connections as that takes. */
export class ObjectReader {
  source: Source;
  readonly #ports: ReaderPorts;
  readonly #signal: AbortSignal;
  #connection: Connection | undefined;
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

  /** Resolves when S3 has begun to answer with the file. Rejects with a DownloadFailure. */
  async open(): Promise<void> {
    await this.#attempt(() => Promise.resolve());
  }

  /** Resolves with the next bytes. Rejects with a DownloadFailure. */
  read(): Promise<Bytes> {
    return this.#attempt(async (connection) => {
      const bytes = await connection.read();
      this.#receivedBytes += bytes.byteLength;
      this.#failures = 0;
      return bytes;
    });
  }

  async #attempt<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    for (;;) {
      this.#signal.throwIfAborted();
      try {
        this.#connection ??= await this.#connect();
        return await act(this.#connection);
      } catch (error) {
        this.#connection?.close();
        this.#connection = undefined;
        this.#signal.throwIfAborted();
        if (error instanceof DownloadFailure) throw error;
      }
      await this.#prepareRetry();
    }
  }

  async #connect(): Promise<Connection> {
    const { url, sizeBytes, etag } = this.source;
    const from = this.#receivedBytes;
    const connection = new Connection(this.#signal);
    const response = await connection.open(this.#ports.fetch, url, from);
    this.#refusals = response.status === 403 ? this.#refusals + 1 : 0;
    if (response.status === 404) throw new DownloadFailure('not-found');
    if (response.status !== (from === 0 ? 200 : 206)) throw new Error(`S3 answered ${response.status}.`);
    const isSame = response.headers.get('etag') === etag;
    if (!isSame && from > 0) throw new DownloadFailure('changed-meanwhile');
    const expectedBytes = String(sizeBytes - from);
    if (!isSame || response.headers.get('content-length') !== expectedBytes) throw new Error('S3 has another file.');
    return connection;
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
    } else if (this.#receivedBytes > 0 && signed.etag !== this.source.etag) {
      throw new DownloadFailure('changed-meanwhile');
    } else {
      this.source = signed;
    }
  }
}

/** One request for the file, or for the rest of it. */
class Connection {
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  #reader: ReadableStreamDefaultReader<Bytes> | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = AbortSignal.any([signal, this.#stop.signal]);
  }

  async open(send: ReaderPorts['fetch'], url: string, from: number): Promise<Response> {
    const response = await this.#watched(
      send(url, {
        ...{ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', signal: this.#signal },
        headers: from === 0 ? {} : { range: `bytes=${from}-` },
      }),
    );
    this.#reader = response.body?.getReader();
    return response;
  }

  async read(): Promise<Bytes> {
    const { value } = (await (this.#reader && this.#watched(this.#reader.read()))) ?? {};
    if (value === undefined) throw new Error('The answer ended early.');
    return value;
  }

  close(): void {
    this.#stop.abort();
  }

  /** Aborts the request when nothing comes for too long. */
  async #watched<T>(answer: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#stop.abort(), silenceMs);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }
}
