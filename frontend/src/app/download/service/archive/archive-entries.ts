import { changedList, missingList } from '../../../transfer/archive/archive-lists.ts';
import type { FoundFile } from '../../../transfer/archive/found-page.ts';
import type { ArchivePlan, PlannedEntry } from '../../../transfer/archive/archive-plan.ts';
import { readAhead } from '../../../transfer/archive/read-ahead.ts';
import { SignAhead } from '../../../transfer/archive/sign-ahead.ts';
import type { ArchiveSummary, ArchiveWords, FailureReason, MissingFile, SignAnswer } from '../messages.ts';
import { EntryReader, isOfOneAttempt, isOfOneFile, type EntryPorts, type ReadFile } from './entry-reader.ts';
import type { Bytes } from './joined.ts';
import type { ZipEntry } from './zip-pieces.ts';

/** Number of missing files that a page is told of. The list in the archive has all. */
const mostNamed = 20;
/** A browser opens six connections to S3, and uploads need one. */
const limits = { mostAtOnce: 5, mostBytes: 16 * 1024 ** 2 };

interface Ports extends Omit<EntryPorts, 'sign'> {
  readonly signMany: (paths: readonly string[]) => Promise<readonly SignAnswer[]>;
  readonly progress: () => void;
}

type Ready =
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly found: FoundFile; readonly read: ReadFile };

/** What of a file is in the archive, and why not all of it. */
interface Passed {
  bytes: number;
  failure: FailureReason | undefined;
}

/** The entries of an archive, in the order of its plan, and last the lists of what is missing or has another name. */
export class ArchiveEntries {
  readonly #plan: ArchivePlan;
  readonly #words: ArchiveWords;
  readonly #ports: Ports;
  readonly #signal: AbortSignal;
  readonly #reader: EntryReader;
  readonly #missing: MissingFile[] = [];
  #receivedBytes = 0;
  #missingBytes = 0;
  #fileCount = 0;
  #areVerified = true;

  constructor(plan: ArchivePlan, words: ArchiveWords, ports: Ports, signal: AbortSignal) {
    this.#plan = plan;
    this.#words = words;
    this.#ports = ports;
    this.#signal = signal;
    const sign = async (path: string) => (await ports.signMany([path]))[0] ?? 'internal';
    this.#reader = new EntryReader({ ...ports, sign }, signal);
  }

  /** Bytes of files that are in the archive by now. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Bytes of all files, without those that are missing; `undefined` while more may be found. */
  get totalBytes(): number | undefined {
    const { totalBytes } = this.#plan;
    return totalBytes === undefined ? undefined : totalBytes - this.#missingBytes;
  }

  /** Whether each file in the archive was compared with a checksum of the storage. */
  get areVerified(): boolean {
    return this.#areVerified;
  }

  get summary(): ArchiveSummary {
    return {
      fileCount: this.#fileCount,
      missingCount: this.#missing.length,
      missing: this.#missing.slice(0, mostNamed),
      changedNames: this.#plan.changedNames.length,
    };
  }

  async *all(): AsyncGenerator<ZipEntry> {
    const plan = this.#plan;
    const items = { at: (index: number) => plan.at(index), has: (index: number) => plan.has(index, this.#signal) };
    const sizeOf = (entry: PlannedEntry) => (entry.kind === 'file' ? entry.file.sizeBytes : 0);
    for await (const ready of readAhead(items, sizeOf, this.#readyOf(), limits)) {
      if (ready.kind === 'folder') yield { name: ready.name, lastModified: new Date() };
      else yield* this.#entriesOf(ready);
    }
    for (const path of plan.gone) this.#missing.push({ path, reason: 'not-found' });
    yield* this.#lists();
  }

  #readyOf(): (entry: PlannedEntry, index: number) => Promise<Ready> {
    const signed = new SignAhead((index) => this.#plan.at(index), this.#ports.signMany);
    return async (entry, index) => {
      if (entry.kind === 'folder') return entry;
      const { name, file: found } = entry;
      return { kind: 'file', name, found, read: await this.#reader.read(found, await signed.of(index)) };
    };
  }

  /** Yields the entry of a file, and once more when its bytes were wrong and are in the archive already. */
  async *#entriesOf({ name, found, read }: Extract<Ready, { kind: 'file' }>): AsyncGenerator<ZipEntry> {
    const failure = yield* this.#entryOf(name, found, read);
    if (failure === undefined) return;
    const again = isOfOneAttempt(failure) && (await this.#reader.again(found));
    const reason = again === false ? failure : yield* this.#entryOf(name, found, again);
    if (reason !== undefined) this.#leaveOut(found, reason);
  }

  /** Returns why the entry must not be found, when wrong bytes of it are in the archive. */
  *#entryOf(name: string, found: FoundFile, read: ReadFile): Generator<ZipEntry, FailureReason | undefined> {
    if (read.kind === 'missing') {
      this.#leaveOut(found, read.reason);
      return undefined;
    }
    const lastModified = new Date(found.modifiedAt);
    const passed: Passed = { bytes: 0, failure: undefined };
    if (read.kind === 'whole') {
      yield { name, lastModified, input: read.bytes };
      this.#count(read.bytes, passed);
    } else {
      const input = this.#counted(read.pieces, passed);
      yield { name, lastModified, input, isAbandoned: () => passed.failure !== undefined };
    }
    if (passed.failure === undefined) {
      this.#fileCount += 1;
      if (!read.isVerified) this.#areVerified = false;
    } else {
      this.#receivedBytes -= passed.bytes;
    }
    return passed.failure;
  }

  async *#counted(pieces: AsyncGenerator<Bytes>, passed: Passed): AsyncGenerator<Bytes> {
    try {
      for await (const piece of pieces) {
        yield piece;
        this.#count(piece, passed);
      }
    } catch (error) {
      if (!isOfOneFile(error)) throw error;
      passed.failure = error.reason;
    }
  }

  #leaveOut({ path, sizeBytes }: FoundFile, reason: FailureReason): void {
    this.#missing.push({ path, reason });
    this.#missingBytes += sizeBytes;
  }

  #count({ byteLength }: Bytes, passed: Passed): void {
    passed.bytes += byteLength;
    this.#receivedBytes += byteLength;
    this.#ports.progress();
  }

  *#lists(): Generator<ZipEntry> {
    const { missingName, missingHead, changedName, changedHead, reasons } = this.#words;
    const { changedNames } = this.#plan;
    if (this.#missing.length > 0) {
      const missing = this.#missing.map(({ path, reason }) => ({ path, words: reasons[reason] }));
      yield this.#list(missingName, missingList(missingHead, missing));
    }
    if (changedNames.length > 0) yield this.#list(changedName, changedList(changedHead, changedNames));
  }

  #list(name: string, text: string): ZipEntry {
    const input = new TextEncoder().encode(text);
    return { name: this.#plan.ownName(name), lastModified: new Date(), input };
  }
}
