import type { PresignGetAnswer } from '@airlock/contract';

import type { ApiClient } from '../api/api-client.ts';
import { toApiError } from '../api/api-error.ts';
import { browserClock } from '../transfer/browser/browser-clock.ts';
import { ContentFailure } from './content-failure.ts';

export type Bytes = Uint8Array<ArrayBuffer>;
type Client = Pick<ApiClient, 'presignGet'>;

/** Waits in milliseconds after the failures of one read; after one more it is given up. */
const waitsMs = [500, 1_000, 2_000];
/** A connection that brings nothing for this long is given up. */
const silenceMs = 20_000;
/** A URL that expires sooner than this is not used for anything new. */
const spareMs = 5_000;

/**
 * One version of a file, which is read in ranges from its signed URL. The URL is renewed when it has expired. A file that was
 * replaced meanwhile is never mixed with its earlier version: reading rejects with `changed-meanwhile`.
 */
export class SignedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly #client: Client;
  #signed: PresignGetAnswer;

  private constructor(client: Client, path: string, signed: PresignGetAnswer) {
    this.#client = client;
    this.path = path;
    this.sizeBytes = signed.sizeBytes;
    this.etag = signed.etag;
    this.#signed = signed;
  }

  /** Rejects with a ContentFailure, or with the reason of the signal. */
  static async open(client: Client, path: string, signal: AbortSignal): Promise<SignedFile> {
    return new SignedFile(client, path, await sign(client, path, signal));
  }

  /** Resolves with a URL that is valid for a while yet; with a new one when `renewed` says that the last one failed. */
  async url(signal: AbortSignal, renewed = false): Promise<string> {
    if (renewed || Date.parse(this.#signed.expiresAt) - Date.now() < spareMs) {
      const signed = await sign(this.#client, this.path, signal);
      if (signed.etag !== this.etag) throw new ContentFailure('changed-meanwhile');
      this.#signed = signed;
    }
    return this.#signed.url;
  }

  /**
   * Reads the bytes from `from` up to, and without, `to`; less at the end of the file. Goes on after a broken connection.
   * Rejects with a ContentFailure, or with the reason of the signal.
   */
  async read(from: number, to: number, signal: AbortSignal, progress?: (bytes: number) => void): Promise<Bytes> {
    const bytes = new Uint8Array(Math.max(0, Math.min(to, this.sizeBytes) - from));
    let received = 0;
    for (let failures = 0; received < bytes.length;) {
      try {
        const url = await this.url(signal, failures > 0);
        for await (const piece of this.#pieces(url, from + received, from + bytes.length, signal)) {
          bytes.set(piece, received);
          received += piece.length;
          progress?.(received);
          failures = 0;
        }
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ContentFailure && error.code !== 'network') throw error;
        const waitMs = waitsMs[failures];
        if (waitMs === undefined) throw new ContentFailure('network');
        failures += 1;
        await browserClock.wait(waitMs, signal);
      }
    }
    return bytes;
  }

  async *#pieces(url: string, from: number, to: number, signal: AbortSignal): AsyncGenerator<Bytes> {
    const stop = new AbortController();
    const watched = async <T>(answer: Promise<T>): Promise<T> => {
      const timer = setTimeout(() => stop.abort(), silenceMs);
      return answer.finally(() => clearTimeout(timer));
    };
    try {
      const response = await watched(
        fetch(url, {
          ...{ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
          headers: { range: `bytes=${from}-${to - 1}` },
          signal: AbortSignal.any([signal, stop.signal]),
        }),
      );
      this.#check(response);
      const reader = response.body?.getReader();
      for (let left = to - from; left > 0;) {
        const { value } = (await (reader && watched(reader.read()))) ?? {};
        if (value === undefined || value.length > left) throw new Error('S3 sent another number of bytes.');
        left -= value.length;
        yield value;
      }
    } finally {
      // A reader that stops early leaves no connection behind.
      stop.abort();
    }
  }

  #check(response: Response): void {
    if (response.status === 404) throw new ContentFailure('not-found');
    if (response.status !== 206) throw new Error(`S3 answered ${response.status}.`);
    if (response.headers.get('etag') !== this.etag) throw new ContentFailure('changed-meanwhile');
  }
}

/** An audio or video element takes the URL as it is, and shows types that the server signs as inline. */
async function sign(client: Client, path: string, signal: AbortSignal): Promise<PresignGetAnswer> {
  try {
    return await client.presignGet({ path, disposition: 'inline' }, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new ContentFailure(toApiError(error).code);
  }
}
