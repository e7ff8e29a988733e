import { ApiCalls } from '../requests/api-calls.ts';
import { PartsUpload } from '../parts/parts-upload.ts';
import { untilFree } from '../parts/until-free.ts';
import type { TransferPorts } from '../ports.ts';
import { EntryRunner } from './entry-runner.ts';
import { freeOrphanedUploads } from './free-orphaned-uploads.ts';
import { dropParts, newRecord, renumber } from './run-entry.ts';
import { TransferContext } from '../requests/transfer-context.ts';
import { arrivedBytes, discardUnfinished, findUnfinished } from './unfinished.ts';
import { newSending, partsUploadOf, type Entry, type NameRule, type NewUpload, type Upload } from './upload-entry.ts';
import type { Unfinished } from '../upload-record.ts';
import { hasEnded, isActive, type UploadState } from '../upload-state.ts';

export type { NameRule, NewUpload, Upload } from './upload-entry.ts';

/** What holds for files that come in together. */
export interface AddTerms {
  /** They wait until they are resumed. */
  paused: boolean;
  nameRule: NameRule;
  /** Whose they are: who chose them may have signed out before they were found. `undefined`: who is signed in now. */
  readonly userId?: string | undefined;
}

export interface QueueOptions {
  /** Requests with bytes under way at the same time, over all files. */
  sendAtOnce: number;
  /** So many more while a part takes but a moment. */
  extraAtOnce?: number;
  /** Small files that are made ready before their turn, so that sending never waits for hashing or signing. */
  hashAhead: number;
}

/**
 * Moves files through hashing and sending, first come first served. Knows nothing of screens: every change of an upload
 * is told to `changed`.
 */
export class UploadQueue {
  readonly #context: TransferContext;
  readonly #changed: (upload: Upload) => void;
  readonly #entries = new Map<number, Entry>();
  readonly #runner: EntryRunner;
  #lastId = 0;

  constructor(ports: TransferPorts, changed: (upload: Upload) => void, options: QueueOptions) {
    this.#context = new TransferContext(ports, options.sendAtOnce, options.extraAtOnce);
    this.#changed = changed;
    this.#runner = new EntryRunner(this.#context, {
      smallAtOnce: options.sendAtOnce + options.hashAhead,
      report: (entry, state, signal) => this.#report(entry, state, signal),
      idle: () => this.#tidy(),
    });
  }

  add(uploads: readonly NewUpload[], terms: AddTerms = { paused: false, nameRule: 'ask' }): Upload[] {
    const { paused, nameRule, userId } = terms;
    return uploads.map((upload) => {
      const entry = this.#enter(upload, userId);
      entry.nameRule = nameRule;
      if (paused) entry.state = { kind: 'paused', sentBytes: 0 };
      else this.#runner.start(entry);
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

  /** Stops sending and keeps all that is known; a question, or what has ended, stays as it is. */
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
   * Starts a failed or cancelled upload again. What S3 has is kept, unless the file was not the same any more: then it is
   * read and sent anew, and what an earlier file left behind stays among the unfinished.
   */
  retry(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry || (entry.state.kind !== 'failed' && entry.state.kind !== 'cancelled')) return;
    const hasChanged = entry.state.kind === 'failed' && entry.state.reason === 'changed';
    if (entry.sending.kind === 'whole') entry.sending.crc64nvme = undefined;
    else if (hasChanged) entry.sending = newSending(entry.file);
    this.#again(entry);
  }

  /** Answers the question of a conflict. */
  resolve(id: number, rule: Exclude<NameRule, 'ask'>): void {
    const entry = this.#entries.get(id);
    if (entry?.state.kind !== 'conflict') return;
    if (rule === 'skip') {
      dropParts(this.#context, entry);
      this.#report(entry, { kind: 'skipped' });
      return;
    }
    if (rule === 'replace') entry.replaces = entry.state.etag;
    else renumber(this.#context, entry);
    entry.nameRule = rule === 'keep-both' ? 'keep-both' : 'ask';
    this.#again(entry);
  }

  /** Answers all open questions and those that the files now in the queue may still raise. */
  resolveAll(rule: Exclude<NameRule, 'ask'>): void {
    for (const entry of this.#entries.values()) {
      if (entry.state.kind === 'conflict') this.resolve(entry.id, rule);
      else if (!hasEnded(entry.state)) entry.nameRule = rule;
    }
  }

  /**
   * This person signed in. What others have under way gives its places up, and lines up again when they are back: nobody
   * waits for somebody who may never come.
   */
  belongTo(userId: string): void {
    for (const entry of [...this.#entries.values()].reverse()) {
      if (entry.userId !== userId && isActive(entry.state) && entry.state.kind !== 'paused') {
        this.pause(entry.id);
        entry.leftPaused = true;
      }
    }
    for (const entry of this.#entries.values()) {
      if (entry.userId !== userId || !entry.leftPaused) continue;
      entry.leftPaused = false;
      this.resume(entry.id);
    }
  }

  forget(id: number): void {
    this.cancel(id);
    this.#entries.delete(id);
  }

  /** Whether a file of this queue is the one that S3 knows by this id. */
  carries(uploadId: string): boolean {
    for (const entry of this.#entries.values()) if (partsUploadOf(entry)?.uploadId === uploadId) return true;
    return false;
  }

  /** What this person began earlier, or on another device, and what is not in this queue. */
  async unfinished(signal: AbortSignal): Promise<Unfinished[]> {
    const userId = this.#context.ports.session.userId();
    if (userId === undefined) return [];
    const all = await findUnfinished(this.#context, new ApiCalls(this.#context, userId), userId, signal);
    return all.filter(({ uploadId }) => !this.carries(uploadId));
  }

  /** Rejects with `UploadGone` when S3 does not know it any more. */
  arrivedBytes(unfinished: Unfinished, signal: AbortSignal): Promise<number> {
    return arrivedBytes(this.#context, this.#ownCalls(), unfinished, signal);
  }

  /** Goes on with `unfinished` from `file`, which the person chose again. */
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

  /** Gives `unfinished` up: frees what S3 holds of it and forgets it. Rejects when another tab sends it right now. */
  discard(unfinished: Unfinished, signal: AbortSignal): Promise<void> {
    return discardUnfinished(this.#context, this.#ownCalls(), unfinished, signal);
  }

  #ownCalls(): ApiCalls {
    return new ApiCalls(this.#context, this.#owner());
  }

  /** Whose page this is, also while they are signed out. */
  #owner(): string {
    return this.#context.ports.session.owner() ?? '';
  }

  #enter(upload: NewUpload, userId = this.#owner()): Entry {
    const entry: Entry = {
      ...upload,
      id: ++this.#lastId,
      userId,
      state: { kind: 'waiting' },
      stop: new AbortController(),
      nameRule: 'ask',
      sending: newSending(upload.file),
      replaces: undefined,
      leftPaused: false,
      running: Promise.resolve(),
    };
    this.#entries.set(entry.id, entry);
    return entry;
  }

  #again(entry: Entry): void {
    entry.stop = new AbortController();
    this.#report(entry, { kind: 'waiting' });
    this.#runner.start(entry);
  }

  /** In the background; what stays behind after a failure, the bucket's lifecycle frees. */
  #tidy(): void {
    void freeOrphanedUploads(this.#context, (uploadId) => this.carries(uploadId)).catch(() => undefined);
  }

  #report(entry: Entry, state: UploadState, signal?: AbortSignal): void {
    // A step that was abandoned may still speak; its upload has moved on.
    if (signal?.aborted || !this.#entries.has(entry.id)) return;
    entry.state = state;
    this.#changed({ ...entry });
  }
}
