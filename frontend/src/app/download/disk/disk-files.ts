import { nameOf } from '../../format/name-of.ts';
import type { PlannedEntry } from '../../transfer/archive/archive-plan.ts';
import type { FoundFile } from '../../transfer/archive/found-page.ts';
import { SignAhead } from '../../transfer/archive/sign-ahead.ts';
import { ConcurrencyLimit } from '../../transfer/requests/concurrency-limit.ts';
import {
  EntryReader,
  isOfOneAttempt,
  isOfOneFile,
  type EntryPorts,
  type ReadFile,
} from '../service/archive/entry-reader.ts';
import { inLargePieces, type Bytes } from '../service/archive/joined.ts';
import type { PlannedContent } from '../service/archive/planned-content.ts';
import { DownloadFailure } from '../service/download-failure.ts';
import type { FailureReason, SignAnswer, Source } from '../service/messages.ts';
import { mayBeOfOneFile, onDisk } from './disk-failure.ts';
import { writeFile, type DiskFolder, type FreePlace } from './disk-folder.ts';
import type { DiskTally } from './disk-tally.ts';
import { isSameFile } from './is-same-file.ts';

/** A browser opens six connections to S3, and uploads need one. */
const mostAtOnce = 5;
const leastWriteBytes = 1024 ** 2;

type PlannedFile = Extract<PlannedEntry, { kind: 'file' }>;

/** Brings the files of a plan onto the disk, several at a time. */
export class DiskFiles {
  readonly #planned: PlannedContent;
  readonly #disk: DiskFolder;
  readonly #tally: DiskTally;
  readonly #reader: EntryReader;
  readonly #signed: SignAhead<SignAnswer>;
  /** Ends the other files when something concerns all of them. */
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;

  constructor(
    planned: PlannedContent,
    disk: DiskFolder,
    tally: DiskTally,
    ports: Pick<EntryPorts, 'fetch' | 'wait'>,
    signal: AbortSignal,
  ) {
    this.#planned = planned;
    this.#disk = disk;
    this.#tally = tally;
    this.#signal = AbortSignal.any([signal, this.#stop.signal]);
    const reading = { ...ports, sign: (path: string) => this.#sign(path), retrying: () => planned.tell('retrying') };
    this.#reader = new EntryReader(reading, this.#signal);
    this.#signed = new SignAhead(
      (index) => planned.plan.at(index),
      (paths) => planned.sign(paths),
    );
  }

  /**
   * Resolves when all files are there or are counted as missing. Rejects with the DownloadFailure that concerns all files. Then
   * and when the signal fires, nothing is being written any more.
   */
  async save(): Promise<void> {
    const saving: Promise<void>[] = [];
    try {
      await this.#begin(saving);
      await Promise.all(saving);
    } catch (error) {
      this.#stop.abort(error);
      throw error;
    } finally {
      await Promise.allSettled(saving);
    }
  }

  async #begin(saving: Promise<void>[]): Promise<void> {
    const { plan, gate } = this.#planned;
    const limit = new ConcurrencyLimit(mostAtOnce);
    for (let index = 0; await plan.has(index, this.#signal); index += 1) {
      await gate.pass(this.#signal);
      const release = await limit.acquire(this.#signal);
      const saved = this.#entry(index).finally(release);
      // The first failure ends this loop too.
      saved.catch((error: unknown) => this.#stop.abort(error));
      saving.push(saved);
    }
  }

  async #entry(index: number): Promise<void> {
    const entry = this.#planned.plan.at(index);
    if (!entry) return;
    try {
      if (entry.kind === 'file') await this.#file(entry, this.#signed.of(index));
      else await onDisk(() => this.#disk.folder(entry.name), this.#signal);
    } catch (error) {
      const reason = await this.#ofOneFile(error);
      const { path, sizeBytes } = entry.kind === 'file' ? entry.file : { path: entry.name, sizeBytes: 0 };
      this.#tally.miss({ path, reason }, sizeBytes);
    }
  }

  /** Resolves with why one file is missing. Rejects with the failure that concerns all files. */
  async #ofOneFile(error: unknown): Promise<FailureReason> {
    if (isOfOneFile(error)) return error.reason;
    if (!mayBeOfOneFile(error)) throw error;
    await onDisk(() => this.#disk.tryToWrite(), this.#signal);
    return 'not-written';
  }

  async #file({ name, file }: PlannedFile, signed: Promise<SignAnswer>): Promise<void> {
    const source = await this.#reader.accepted(file.path, await signed);
    const isSame = (there: File) => isSameFile(there, source, this.#signal);
    const place = await onDisk(() => this.#disk.placeOf(name, isSame), this.#signal);
    if (place.kind === 'free') await this.#fetch(place, file, source);
    else this.#tally.kept(source.sizeBytes);
    if (place.name !== nameOf(name)) this.#tally.numbered();
    this.#planned.tellProgress();
  }

  /** A large file is wrong only when its last byte has come. It is read once more then, as small ones are. */
  async #fetch(place: FreePlace, file: FoundFile, source: Source): Promise<void> {
    try {
      await this.#write(place, await this.#reader.read(file, source));
    } catch (error) {
      if (!isOfOneFile(error) || !isOfOneAttempt(error.reason)) throw error;
      await this.#write(place, await this.#reader.again(file));
    }
  }

  async #write(place: FreePlace, read: ReadFile): Promise<void> {
    if (read.kind === 'missing') throw new DownloadFailure(read.reason);
    const pieces = read.kind === 'whole' ? only(read.bytes) : inLargePieces(read.pieces, leastWriteBytes);
    let writtenBytes = 0;
    try {
      await onDisk(
        () =>
          writeFile(
            place,
            this.#counted(pieces, (bytes) => (writtenBytes += bytes)),
          ),
        this.#signal,
      );
    } catch (error) {
      if (read.kind === 'stream') read.close();
      this.#tally.receivedBytes -= writtenBytes;
      throw error;
    }
    this.#tally.written(read.isVerified);
  }

  async *#counted(pieces: AsyncIterable<Bytes>, count: (bytes: number) => void): AsyncGenerator<Bytes> {
    for await (const piece of pieces) {
      await this.#planned.gate.pass(this.#signal);
      yield piece;
      count(piece.byteLength);
      this.#tally.receivedBytes += piece.byteLength;
      this.#planned.tellProgress();
    }
    this.#signal.throwIfAborted();
  }

  async #sign(path: string): Promise<SignAnswer> {
    return (await this.#planned.sign([path]))[0] ?? 'internal';
  }
}

async function* only(bytes: Bytes): AsyncGenerator<Bytes> {
  if (bytes.byteLength > 0) yield await Promise.resolve(bytes);
}
