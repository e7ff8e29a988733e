import { changedList, missingList } from '../../../transfer/archive/archive-lists.ts';
import type { ArchivePlan, PlannedEntry } from '../../../transfer/archive/archive-plan.ts';
import { readAhead } from '../../../transfer/archive/read-ahead.ts';
import { SignAhead } from '../../../transfer/archive/sign-ahead.ts';
import type { ArchiveSummary, ArchiveWords, MissingFile, SignAnswer } from '../messages.ts';
import { EntryReader, type EntryPorts, type ReadFile } from './entry-reader.ts';
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

type Ready = { readonly entry: PlannedEntry; readonly file: ReadFile | undefined };

/** The entries of an archive, in the order of its plan, and last the lists of what is missing or has another name. */
export class ArchiveEntries {
  readonly #plan: ArchivePlan;
  readonly #words: ArchiveWords;
  readonly #ports: Ports;
  readonly #signal: AbortSignal;
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
    for await (const ready of readAhead(items, sizeOf, this.#reader(), limits)) yield* this.#entryOf(ready);
    for (const path of plan.gone) this.#missing.push({ path, reason: 'not-found' });
    yield* this.#lists();
  }

  #reader(): (entry: PlannedEntry, index: number) => Promise<Ready> {
    const { signMany } = this.#ports;
    const sign = async (path: string) => (await signMany([path]))[0] ?? 'internal';
    const reader = new EntryReader({ ...this.#ports, sign }, this.#signal);
    const signed = new SignAhead((index) => this.#plan.at(index), signMany);
    return async (entry, index) => ({
      entry,
      file: entry.kind === 'file' ? await reader.read(entry.file, await signed.of(index)) : undefined,
    });
  }

  *#entryOf({ entry, file }: Ready): Generator<ZipEntry> {
    const { name } = entry;
    if (entry.kind === 'folder' || !file) {
      yield { name, lastModified: new Date() };
      return;
    }
    const { path, sizeBytes, modifiedAt } = entry.file;
    if (file.kind === 'missing') {
      this.#missing.push({ path, reason: file.reason });
      this.#missingBytes += sizeBytes;
      return;
    }
    this.#fileCount += 1;
    if (!file.isVerified) this.#areVerified = false;
    const input = file.kind === 'whole' ? file.bytes : this.#counted(file.pieces);
    yield { name, lastModified: new Date(modifiedAt), input };
    if (file.kind === 'whole') this.#count(file.bytes);
  }

  async *#counted(pieces: AsyncGenerator<Bytes>): AsyncGenerator<Bytes> {
    for await (const piece of pieces) {
      yield piece;
      this.#count(piece);
    }
  }

  #count({ byteLength }: Bytes): void {
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
