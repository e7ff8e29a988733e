import { Lane } from './lane.ts';
import { numberedPath } from './numbered-path.ts';
import { UnreadableFile, type TransferPorts } from './ports.ts';
import { sendFile } from './send-file.ts';
import { discardUpload, findUnfinished } from './unfinished.ts';
import type { Unfinished } from './upload-record.ts';
import { hasEnded, isActive, type UploadState } from './upload-state.ts';

/** What to do when the name is taken. */
export type NameRule = 'ask' | 'keep-both' | 'replace' | 'skip';

export interface NewUpload {
  path: string;
  file: File;
  contentType: string;
  /** Where the browser gave one: resuming then needs no choosing of the file. */
  handle?: FileSystemFileHandle;
}

/** One file on its way. `path` changes when both are kept. */
export interface Upload extends Readonly<NewUpload> {
  readonly id: number;
  readonly state: UploadState;
}

interface Entry extends NewUpload {
  id: number;
  state: UploadState;
  stop: AbortController;
  nameRule: NameRule;
  crc64nvme?: string;
  replaces?: string;
}

export interface QueueOptions {
  /** Files whose bytes are on the way at the same time. */
  sendAtOnce: number;
  /** Files that may be hashed before their turn, so that sending never waits for hashing. */
  hashAhead: number;
}

const hashAtOnce = 2;

/**
 * Moves files through hashing and sending, first come first served. Knows nothing of screens: every change of an upload
 * is told to `changed`.
 */
export class UploadQueue {
  readonly #ports: TransferPorts;
  readonly #changed: (upload: Upload) => void;
  readonly #entries = new Map<number, Entry>();
  readonly #prepare: Lane;
  readonly #hash = new Lane(hashAtOnce);
  readonly #send: Lane;
  #lastId = 0;

  constructor(ports: TransferPorts, changed: (upload: Upload) => void, options: QueueOptions) {
    this.#ports = ports;
    this.#changed = changed;
    this.#send = new Lane(options.sendAtOnce);
    this.#prepare = new Lane(options.sendAtOnce + options.hashAhead);
  }

  add(uploads: readonly NewUpload[]): Upload[] {
    return uploads.map((upload) => {
      const id = ++this.#lastId;
      const entry: Entry = { ...upload, id, state: { kind: 'waiting' }, stop: new AbortController(), nameRule: 'ask' };
      this.#entries.set(id, entry);
      void this.#run(entry);
      return { ...entry };
    });
  }

  cancel(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry || hasEnded(entry.state)) return;
    entry.stop.abort();
    this.#report(entry, { kind: 'cancelled' });
  }

  /** Stops sending and keeps all that is known; a question, or what has ended, stays as it is. */
  pause(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry || !isActive(entry.state) || entry.state.kind === 'paused') return;
    entry.stop.abort();
    this.#report(entry, { kind: 'paused', sentBytes: 0 });
  }

  resume(id: number): void {
    const entry = this.#entries.get(id);
    if (entry?.state.kind === 'paused') this.#again(entry);
  }

  pauseAll(): void {
    for (const id of this.#entries.keys()) this.pause(id);
  }

  resumeAll(): void {
    for (const id of this.#entries.keys()) this.resume(id);
  }

  /** What this person began earlier, or on another device, and what is not in this queue. */
  async unfinished(signal: AbortSignal): Promise<Unfinished[]> {
    return findUnfinished(this.#ports, signal);
  }

  /** Goes on with `unfinished` from `file`, which the person chose again. */
  resumeUnfinished(unfinished: Unfinished, file: File): Upload {
    const { path, record } = unfinished;
    const contentType = record?.contentType ?? (file.type || 'application/octet-stream');
    const [upload] = this.add([{ path, file, contentType }]);
    if (!upload) throw new Error('Nothing was added.');
    return upload;
  }

  /** Gives `unfinished` up: frees what S3 holds of it and forgets it. */
  discard(unfinished: Unfinished, signal: AbortSignal): Promise<void> {
    return discardUpload(this.#ports, unfinished, signal);
  }

  /** Starts a failed or cancelled upload again; its file is read anew, it may have changed. */
  retry(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry || (entry.state.kind !== 'failed' && entry.state.kind !== 'cancelled')) return;
    delete entry.crc64nvme;
    this.#again(entry);
  }

  /** Answers the question of a conflict. */
  resolve(id: number, rule: Exclude<NameRule, 'ask'>): void {
    const entry = this.#entries.get(id);
    if (entry?.state.kind !== 'conflict') return;
    if (rule === 'skip') {
      this.#report(entry, { kind: 'skipped' });
      return;
    }
    if (rule === 'replace') entry.replaces = entry.state.etag;
    else this.#renumber(entry);
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

  forget(id: number): void {
    this.cancel(id);
    this.#entries.delete(id);
  }

  #again(entry: Entry): void {
    entry.stop = new AbortController();
    this.#report(entry, { kind: 'waiting' });
    void this.#run(entry);
  }

  async #run(entry: Entry): Promise<void> {
    const { signal } = entry.stop;
    try {
      const leave = await this.#prepare.enter(signal);
      try {
        entry.crc64nvme ??= await this.#hashed(entry, signal);
        this.#report(entry, await this.#sent(entry, entry.crc64nvme, signal), signal);
      } finally {
        leave();
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#report(entry, { kind: 'failed', reason: error instanceof UnreadableFile ? 'unreadable' : 'unexpected' });
    }
  }

  async #hashed(entry: Entry, signal: AbortSignal): Promise<string> {
    const leave = await this.#hash.enter(signal);
    try {
      const progress = (hashedBytes: number) => this.#report(entry, { kind: 'hashing', hashedBytes }, signal);
      progress(0);
      return await this.#ports.hash(entry.file, progress, signal);
    } finally {
      leave();
    }
  }

  async #sent(entry: Entry, crc64nvme: string, signal: AbortSignal): Promise<UploadState> {
    this.#report(entry, { kind: 'hashed' }, signal);
    const leave = await this.#send.enter(signal);
    try {
      for (;;) {
        const { path, file, contentType, replaces } = entry;
        const request = {
          path,
          sizeBytes: file.size,
          contentType,
          crc64nvme,
          ...(replaces !== undefined && { replaces }),
        };
        const report = (state: UploadState) => this.#report(entry, state, signal);
        const result = await sendFile({ ports: this.#ports, file, request, signal, report });
        if (result.kind !== 'conflict' || entry.nameRule === 'ask') return result;
        if (entry.nameRule === 'skip') return { kind: 'skipped' };
        if (entry.nameRule === 'keep-both') this.#renumber(entry);
        else {
          // Replacing was allowed once; when somebody writes in between, the person is asked again.
          entry.replaces = result.etag;
          entry.nameRule = 'ask';
        }
      }
    } finally {
      leave();
    }
  }

  #renumber(entry: Entry): void {
    entry.path = numberedPath(entry.path);
    delete entry.replaces;
  }

  #report(entry: Entry, state: UploadState, signal?: AbortSignal): void {
    // A step that was abandoned may still speak; its upload has moved on.
    if (signal?.aborted || !this.#entries.has(entry.id)) return;
    entry.state = state;
    this.#changed({ ...entry });
  }
}
