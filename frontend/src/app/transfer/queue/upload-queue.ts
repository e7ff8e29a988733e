import { ApiCalls } from '../requests/api-calls.ts';
import { PartsUpload } from '../parts/parts-upload.ts';
import { untilFree } from '../parts/until-free.ts';
import type { TransferPorts } from '../ports.ts';
import { Batches } from './batches.ts';
import { EntryRunner } from './entry-runner.ts';
import { countKept, forgetPerson } from './forget-person.ts';
import { freeOrphanedUploads } from './free-orphaned-uploads.ts';
import { passTo } from './pass-to.ts';
import { dropParts, newRecord, renumber } from './run-entry.ts';
import { TransferContext, type TransferLimits } from '../requests/transfer-context.ts';
import { arrivedBytes, discardUnfinished, findUnfinished } from './unfinished.ts';
import { newEntry, newSending, partsUploadOf } from './upload-entry.ts';
import type { AddTerms, Entry, NameRule, NewUpload, Upload } from './upload-entry.ts';
import type { Unfinished } from '../upload-record.ts';
import { hasEnded, isActive, type UploadState } from '../upload-state.ts';

export type { TransferLimits };
export type { NameRule, NewUpload, Upload } from './upload-entry.ts';

/**
 * Hashes and sends files, first come first served. It does not know the screen: `changed` is called with every change
 * of an upload.
 */
export class UploadQueue {
  readonly #context: TransferContext;
  readonly #changed: (upload: Upload) => void;
  readonly #entries = new Map<number, Entry>();
  readonly #runner: EntryRunner;
  readonly batches: Batches;
  #lastId = 0;

  constructor(ports: TransferPorts, changed: (upload: Upload) => void, options: TransferLimits) {
    this.#context = new TransferContext(ports, options);
    this.batches = new Batches(this.#context);
    this.#changed = changed;
    this.#runner = new EntryRunner(this.#context, {
      smallAtOnce: () => options.sendAtOnce + this.#context.putSigner.ahead,
      report: (entry, state, signal) => this.#report(entry, state, signal),
      idle: () => this.#tidy(),
    });
  }

  add(uploads: readonly NewUpload[], terms: AddTerms = { paused: false, nameRule: 'ask' }): Upload[] {
    const { paused, nameRule, userId, batch } = terms;
    return uploads.map((upload) => {
      const entry = this.#enter(upload, userId);
      entry.nameRule = nameRule;
      this.batches.place(entry, batch);
      if (paused) entry.state = { kind: 'paused', sentBytes: 0 };
      this.#runner.add(entry);
      return { ...entry };
    });
  }

  cancel(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry || hasEnded(entry.state)) return;
    entry.stop.abort();
    dropParts(this.#context, entry);
    this.#report(entry, { kind: 'cancelled' });
  }

  /**
   * Stops sending and keeps what is known. Does nothing when the upload has ended or waits for an answer of the person.
   */
  pause(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry || !isActive(entry.state) || entry.state.kind === 'paused') return;
    entry.stop.abort();
    this.#report(entry, { kind: 'paused', sentBytes: partsUploadOf(entry)?.storedBytes ?? 0 });
  }

  resume(id: number): void {
    const entry = this.#entries.get(id);
    if (entry?.state.kind === 'paused') this.#again(entry);
  }

  /**
   * Starts a failed or cancelled upload again. The parts that S3 has are kept, unless the file has changed: then it is
   * read and sent from the beginning, and the parts of the earlier file stay among the unfinished uploads.
   */
  retry(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry || (entry.state.kind !== 'failed' && entry.state.kind !== 'cancelled')) return;
    const hasChanged = entry.state.kind === 'failed' && entry.state.reason === 'changed';
    if (entry.sending.kind === 'whole') entry.sending.crc64nvme = undefined;
    else if (hasChanged) entry.sending = newSending(entry.file);
    this.batches.renew(entry);
    this.#again(entry);
  }

  /** Answers the question about a name that already exists. */
  resolve(id: number, rule: Exclude<NameRule, 'ask'>): void {
    const entry = this.#entries.get(id);
    if (entry?.state.kind !== 'conflict') return;
    if (rule === 'skip') {
      dropParts(this.#context, entry);
      this.#report(entry, { kind: 'skipped', identical: false });
      return;
    }
    if (rule === 'replace') entry.replaces = entry.state.etag;
    else renumber(this.#context, entry);
    entry.nameRule = rule === 'keep-both' ? 'keep-both' : 'ask';
    this.#again(entry);
  }

  /** Answers all open questions about names, and those that the files in the queue may still raise. */
  resolveAll(rule: Exclude<NameRule, 'ask'>): void {
    for (const entry of this.#entries.values()) {
      if (entry.state.kind === 'conflict') this.resolve(entry.id, rule);
      else if (!hasEnded(entry.state)) entry.nameRule = rule;
    }
  }

  /** Must be called when `userId` has signed in. */
  belongTo(userId: string): void {
    passTo(userId, [...this.#entries.values()], this);
  }

  forget(id: number): void {
    this.cancel(id);
    this.batches.drop(this.#entries.get(id));
    this.#entries.delete(id);
  }

  /** Resolves with the number of unfinished uploads of `userId` that this browser knows. */
  keptBy(userId: string): Promise<number> {
    return countKept(this.#context, { entries: this.#entries, batches: this.batches }, userId);
  }

  /** Stops the uploads of `userId` and forgets them in this browser. What S3 has of them stays there. */
  forgetPerson(userId: string): Promise<void> {
    const ended = (entry: Entry) => this.#runner.end(entry);
    return forgetPerson(this.#context, { entries: this.#entries, batches: this.batches }, userId, ended);
  }

  /** Returns whether a file of this queue belongs to the upload with this id, or to the record with this key. */
  carries(uploadId: string, key?: string): boolean {
    for (const entry of this.#entries.values()) {
      const upload = partsUploadOf(entry);
      if (upload && (upload.uploadId === uploadId || upload.key === key)) return true;
    }
    return false;
  }

  /** Resolves with the uploads that this person started earlier or on another device and that are not in this queue. */
  async unfinished(signal: AbortSignal): Promise<Unfinished[]> {
    const userId = this.#context.ports.session.userId();
    if (userId === undefined) return [];
    const all = await findUnfinished(this.#context, new ApiCalls(this.#context, userId), userId, signal);
    return all.filter(({ uploadId, key }) => !this.carries(uploadId, key));
  }

  /**
   * Resolves with the number of bytes that S3 has of `unfinished`. Rejects with `UploadGone` when S3 no longer knows
   * it.
   */
  arrivedBytes(unfinished: Unfinished, signal: AbortSignal): Promise<number> {
    return arrivedBytes(this.#context, this.#ownCalls(), unfinished, signal);
  }

  /**
   * Resumes `unfinished` with `file`, which the person chose again. The returned upload has failed when the sizes
   * differ.
   */
  resumeUnfinished(unfinished: Unfinished, file: File): Upload {
    const { path, uploadId, record } = unfinished;
    const contentType = record?.contentType ?? (file.type || 'application/octet-stream');
    const entry = this.#enter({ path, file, contentType, ...(record?.handle && { handle: record.handle }) });
    if (record?.replaces !== undefined) entry.replaces = record.replaces;
    const known = { ...(record ?? newRecord(this.#context, entry)), uploadId };
    if (file.size === 0 || known.sizeBytes !== file.size) {
      entry.state = { kind: 'failed', reason: 'changed' };
      return { ...entry };
    }
    const upload = new PartsUpload(this.#context, new ApiCalls(this.#context, entry.userId), file, known);
    entry.sending = { kind: 'parts', upload };
    this.#runner.start(entry);
    return { ...entry };
  }

  /** Resolves when no tab sends `unfinished` any more. Rejects when `signal` is aborted. */
  untilFree(unfinished: Unfinished, signal: AbortSignal): Promise<void> {
    return untilFree(this.#context, unfinished.uploadId, signal);
  }

  /**
   * Discards `unfinished`: frees what S3 holds of it and removes its record. Rejects when another tab is sending it.
   */
  discard(unfinished: Unfinished, signal: AbortSignal): Promise<void> {
    return discardUnfinished(this.#context, this.#ownCalls(), unfinished, signal);
  }

  #ownCalls(): ApiCalls {
    return new ApiCalls(this.#context, this.#owner());
  }

  /** Returns the owner of this page, also after their session has ended. */
  #owner(): string {
    return this.#context.ports.session.owner() ?? '';
  }

  #enter(upload: NewUpload, userId = this.#owner()): Entry {
    const entry = newEntry(++this.#lastId, userId, upload);
    this.#entries.set(entry.id, entry);
    return entry;
  }

  #again(entry: Entry): void {
    entry.stop = new AbortController();
    this.#report(entry, { kind: 'waiting' });
    this.#runner.start(entry);
  }

  /** Frees orphaned uploads in the background. After a failure the lifecycle rule of the bucket frees them. */
  #tidy(): void {
    void freeOrphanedUploads(this.#context, (uploadId) => this.carries(uploadId)).catch(() => undefined);
  }

  #report(entry: Entry, state: UploadState, signal?: AbortSignal): void {
    // A run that was stopped may still report a state, but its upload has moved on.
    if (signal?.aborted || !this.#entries.has(entry.id)) return;
    entry.state = state;
    entry.place?.batch.follow(entry);
    if (hasEnded(state)) this.#runner.end(entry);
    this.#changed({ ...entry });
  }
}
