import type { FoundFile } from '../../../transfer/archive/found-page.ts';
import { checkedPieces } from '../checked-body.ts';
import { DownloadFailure, isPassing } from '../download-failure.ts';
import type { FailureReason, SignAnswer, Source } from '../messages.ts';
import { ObjectReader, type ReaderPorts } from '../object-reader.ts';
import { joined, type Bytes } from './joined.ts';

/** Largest file that is read as a whole before its first byte goes into the archive, so that it can be read once more. */
const mostWholeBytes = 4 * 1024 ** 2;
/** Number of refusals in a row after which S3 is believed: the first may be that of an expired URL. */
const mostRefusals = 2;
/** Waits before a file is signed again that could not be signed for a reason that may pass. */
const askAgainMs = [1_000, 4_000, 15_000];
/** Reasons that concern one file. After any other one the next file would fail too. */
const ofOneFile: ReadonlySet<FailureReason> = new Set([
  'not-found',
  'changed-meanwhile',
  'invalid-path',
  'different',
  'refused',
  'unstorable',
]);
const ofOneAttempt: ReadonlySet<FailureReason> = new Set(['different', 'changed-meanwhile']);

/** A file as it goes into an archive. */
export type ReadFile =
  | { readonly kind: 'whole'; readonly bytes: Bytes; readonly isVerified: boolean }
  /** Its bytes are read while they go into the archive. They end with a DownloadFailure when they are wrong. */
  | {
      readonly kind: 'stream';
      readonly pieces: AsyncGenerator<Bytes>;
      readonly isVerified: boolean;
      /** Must be called when `pieces` are not read to their end. */
      readonly close: () => void;
    }
  | { readonly kind: 'missing'; readonly reason: FailureReason };

export interface EntryPorts extends Pick<ReaderPorts, 'fetch' | 'wait' | 'retrying'> {
  readonly sign: (path: string) => Promise<SignAnswer>;
}

/** Reads files of S3 for an archive, and compares each with the size and checksum of the storage. */
export class EntryReader {
  readonly #ports: EntryPorts;
  readonly #signal: AbortSignal;

  constructor(ports: EntryPorts, signal: AbortSignal) {
    this.#ports = ports;
    this.#signal = signal;
  }

  /**
   * Reads a small file, and opens a large one. `signed` is the answer to the first question for a URL. A small file that was
   * wrong is read once more. Rejects with a DownloadFailure when the fault is not that of one file.
   */
  read({ path }: FoundFile, signed: SignAnswer): Promise<ReadFile> {
    return orMissing(this.#readOnceMore(path, signed));
  }

  /** Reads a file once more, of which wrong bytes are in the archive already. Rejects as `read` does. */
  again({ path }: FoundFile): Promise<ReadFile> {
    return orMissing(this.#again(path));
  }

  async #readOnceMore(path: string, signed: SignAnswer): Promise<ReadFile> {
    try {
      return await this.#attempt(path, signed);
    } catch (error) {
      if (!isOfOneFile(error) || !isOfOneAttempt(error.reason)) throw error;
    }
    return this.#again(path);
  }

  async #again(path: string): Promise<ReadFile> {
    this.#ports.retrying();
    return this.#attempt(path, await this.#ports.sign(path));
  }

  async #attempt(path: string, signed: SignAnswer): Promise<ReadFile> {
    const reader = this.#readerOf(path, await this.accepted(path, signed));
    if (reader.source.sizeBytes > 0) await reader.open();
    const { sizeBytes, crc64nvme } = reader.source;
    const isVerified = crc64nvme !== undefined;
    const pieces = checkedPieces(reader);
    if (sizeBytes > mostWholeBytes)
      return { kind: 'stream', pieces: named(path, pieces), isVerified, close: () => reader.close() };
    const whole: Bytes[] = [];
    for await (const piece of pieces) whole.push(piece);
    return { kind: 'whole', bytes: joined(whole), isVerified };
  }

  /**
   * Asks again when no URL was signed for a reason that may pass: one answer must not end the whole download. Rejects with a
   * DownloadFailure when none is signed.
   */
  async accepted(path: string, signed: SignAnswer): Promise<Source> {
    let answer = signed;
    for (const waitMs of askAgainMs) {
      if (typeof answer !== 'string' || !isPassing(answer)) break;
      this.#ports.retrying();
      await this.#ports.wait(waitMs, this.#signal);
      answer = await this.#ports.sign(path);
    }
    if (typeof answer === 'string') throw new DownloadFailure(answer);
    return answer;
  }

  #readerOf(path: string, source: Source): ObjectReader {
    const { fetch, wait, retrying } = this.#ports;
    const sign = (): Promise<SignAnswer> => {
      if (reader.refusals > mostRefusals) throw new DownloadFailure('refused');
      return this.#ports.sign(path);
    };
    const reader = new ObjectReader(source, { fetch, wait, retrying, sign }, this.#signal);
    return reader;
  }
}

/** Whether a failure concerns one file, so that the archive goes on without it. */
export const isOfOneFile = (error: unknown): error is DownloadFailure =>
  error instanceof DownloadFailure && ofOneFile.has(error.reason);

/** Whether a file that failed for this reason may be right when it is read once more. */
export const isOfOneAttempt = (reason: FailureReason): boolean => ofOneAttempt.has(reason);

async function orMissing(read: Promise<ReadFile>): Promise<ReadFile> {
  try {
    return await read;
  } catch (error) {
    if (isOfOneFile(error)) return { kind: 'missing', reason: error.reason };
    throw error;
  }
}

/** Yields `pieces`, and names the file when they fail. */
async function* named(path: string, pieces: AsyncGenerator<Bytes>): AsyncGenerator<Bytes> {
  try {
    yield* pieces;
  } catch (error) {
    throw error instanceof DownloadFailure ? new DownloadFailure(error.reason, path) : error;
  }
}
