import { effect, inject, Injectable } from '@angular/core';

import { toApiError } from '../api/api-error.ts';
import { PageOwner } from '../api/page-owner.ts';
import type { ChosenFolder } from './disk/choose-folder.ts';
import { DownloadFrames } from './download-frames.ts';
import { DownloadMemory } from './download-memory.ts';
import { DownloadPlaces } from './download-places.ts';
import { forgetDownloads, rememberedBy, type RememberedDownload } from './download-record.ts';
import { isBusy, isOpen, notStarted, receivedOf, type DownloadRow, type DownloadState } from './download-row.ts';
import { DownloadRows } from './download-rows.ts';
import { Preparations } from './preparations.ts';
import { downloadsPath, type PrepareMessage, type SendingState, type WorkerMessage } from './service/messages.ts';
import type { ArchiveContent } from '../transfer/archive/found-page.ts';
import { randomKey } from '../transfer/random-key.ts';
import { restoredRow } from './restored-row.ts';
import type { WantedFile } from './signed-source.ts';
import { WorkerLink } from './worker-link.ts';
import { WorkerQuestions, type WorkerQuestion } from './worker-questions.ts';

/** Number of downloads at the same time. A browser opens six connections to S3, and uploads need some of them. */
const mostAtOnce = 3;
/** Browsers stop a service worker that hears nothing for half a minute. */
const betweenPingsMs = 10_000;

/** Downloads files through the service worker, a few at a time. */
@Injectable({ providedIn: 'root' })
export class DownloadQueue {
  readonly #preparations = inject(Preparations);
  readonly #owner = inject(PageOwner);
  readonly #rows = inject(DownloadRows);
  readonly #link = inject(WorkerLink);
  readonly #frames = inject(DownloadFrames);
  readonly #questions = inject(WorkerQuestions);
  readonly #places = inject(DownloadPlaces);
  /** Attempts that the worker has been told of, and may have forgotten. */
  readonly #prepared = new Set<string>();
  /** Ends what waits for a URL when the page passes to somebody else. */
  #person = new AbortController();

  constructor() {
    this.#link.messages.subscribe((message) => this.#hear(message));
    this.#owner.follow((userId) => this.#belongTo(userId));
    inject(DownloadMemory).follow();
    effect((onCleanup) => {
      if (!this.#rows.areAtRisk()) return;
      const timer = setInterval(() => this.#ask(), betweenPingsMs);
      onCleanup(() => clearInterval(timer));
    });
  }

  add(files: readonly WantedFile[]): void {
    this.#rows.add(files.map((file) => ({ ...file, ...notStarted })));
    this.#startNext();
  }

  /** Downloads files and folders as one ZIP file of this name, or to a folder on the disk. */
  addArchive(name: string, archive: ArchiveContent, disk?: DownloadRow['disk']): void {
    this.#rows.add([{ path: name, archive, disk, versionId: undefined, ...notStarted }]);
    this.#startNext();
  }

  /** Downloads files and folders to a folder on the disk. `name` is what the tray shows. */
  addToFolder(name: string, archive: ArchiveContent, folder: ChosenFolder): void {
    this.addArchive(name, archive, { folder });
  }

  /** Pauses a download of an archive or to a folder, or lets it go on. */
  pause(id: number, isPaused: boolean): void {
    const attempt = this.#rows.of(id)?.attempt;
    if (attempt !== undefined) void this.#link.tell({ kind: isPaused ? 'pause' : 'resume', id: attempt });
  }

  /** Asks the person where a download is saved, and saves it there. Must be called for a press of the person. */
  async choosePlace(id: number): Promise<void> {
    const row = this.#rows.of(id);
    if (row?.state.kind !== 'needs-place' || row.attempt === undefined) return;
    const save = await this.#places.ask(row);
    if (!save || this.#rows.of(id)?.state.kind !== 'needs-place') return;
    this.#told(row.attempt, { kind: 'preparing' });
    const message = await this.#preparation(row, row.attempt);
    await save(message).catch(() => this.#fail(row.attempt ?? '', 'unwritable'));
  }

  cancel(id: number): void {
    const row = this.#rows.of(id);
    if (!row || !isOpen(row)) return;
    this.#end(row, { kind: 'cancelled' });
    if (row.attempt !== undefined) void this.#link.tell({ kind: 'cancel', id: row.attempt });
  }

  cancelAll(): void {
    // From the last one, so that a waiting download is gone before a place becomes free for it.
    for (const { id } of this.#rows.all().filter(isOpen).toReversed()) this.cancel(id);
  }

  retry(id: number): void {
    this.#rows.change(id, notStarted);
    this.#startNext();
  }

  retryAll(): void {
    for (const { id, state } of this.#rows.all()) if (state.kind === 'failed') this.retry(id);
  }

  /** Removes the rows of downloads that have ended. */
  clear(): void {
    this.#rows.keep(isOpen);
  }

  #belongTo(userId: string | undefined): void {
    this.cancelAll();
    this.#rows.keep(() => false);
    this.#frames.close();
    this.#person.abort();
    this.#person = new AbortController();
    const downloads = userId === undefined ? [] : rememberedBy(userId);
    if (downloads.length === 0) {
      forgetDownloads();
      return;
    }
    this.#rows.add(downloads.map((it) => this.#restored(it)));
    this.#ask();
    this.#startNext();
  }

  #restored(download: RememberedDownload): Omit<DownloadRow, 'id'> {
    const row = restoredRow(download);
    if (row.attempt !== undefined) this.#prepared.add(row.attempt);
    else if (download.attempt !== undefined) void this.#link.tell({ kind: 'cancel', id: download.attempt });
    return row;
  }

  #startNext(): void {
    for (const row of this.#rows.startable(mostAtOnce)) void this.#start(row);
  }

  async #start(row: DownloadRow): Promise<void> {
    const attempt = randomKey();
    this.#rows.change(row.id, { attempt, state: { kind: 'preparing' } });
    const isWanted = () => isOpen(this.#rows.ofAttempt(attempt));
    try {
      const message = await this.#preparation(row, attempt);
      if (!isWanted()) return;
      if (row.disk) {
        await this.#startOnDisk(row, message);
        return;
      }
      const source = message.kind === 'prepare' ? message.source : undefined;
      this.#rows.change(row.id, { sizeBytes: source?.sizeBytes, state: { kind: 'preparing' } });
      const isPrepared = await this.#link.prepare(message);
      if (isPrepared) this.#prepared.add(attempt);
      if (!isWanted()) void this.#link.tell({ kind: 'cancel', id: attempt });
      else if (isPrepared) this.#frames.open(downloadsPath + attempt, () => this.#fail(attempt, 'lost'));
      else if (source) this.#handOver(attempt, source.url);
      else if (this.#places.canAsk()) this.#told(attempt, { kind: 'needs-place' });
      else this.#fail(attempt, 'no-archive');
    } catch (error) {
      if (isWanted()) this.#fail(attempt, toApiError(error).code);
    }
  }

  async #startOnDisk(row: DownloadRow, message: PrepareMessage): Promise<void> {
    const save = await this.#places.known(row);
    if (save) await save(message);
    else this.#told(message.id, { kind: 'needs-place' });
  }

  #preparation(row: DownloadRow, id: string): Promise<PrepareMessage> {
    const retrying = () => this.#told(id, { kind: 'retrying', receivedBytes: 0 });
    return this.#preparations.of(row, id, this.#person.signal, retrying);
  }

  /** Lets the browser download by itself, where no service worker can run. */
  #handOver(attempt: string, url: string): void {
    this.#frames.open(url, () => this.#fail(attempt, 'unavailable'));
    this.#told(attempt, { kind: 'handed-over' });
  }

  #hear(message: WorkerMessage): void {
    switch (message.kind) {
      case 'state':
        this.#told(message.id, message.state);
        return;
      case 'lost':
        for (const attempt of message.ids) this.#fail(attempt, 'lost');
        return;
      case 'sign':
      case 'find':
      case 'sign-many':
        this.#answer(message);
        return;
      case 'prepared':
    }
  }

  #answer(question: WorkerQuestion): void {
    const row = this.#rows.ofAttempt(question.id);
    if (!row || !isOpen(row)) {
      // It was given up before who asks had begun: without an answer that one would wait for ever.
      void this.#link.tell({ kind: 'cancel', id: question.id });
      return;
    }
    this.#questions.hear(question, row, () => {
      const now = this.#rows.of(row.id);
      // A person who has paused it is not told that it waits for something else.
      if (now?.state.kind !== 'paused') this.#told(question.id, { kind: 'signed-out', receivedBytes: receivedOf(now) });
    });
  }

  #ask(): void {
    const busy = this.#rows.all().flatMap((row) => (isBusy(row) && row.attempt !== undefined ? [row.attempt] : []));
    const ids = busy.filter((attempt) => this.#prepared.has(attempt));
    if (ids.length > 0) void this.#link.tell({ kind: 'ask', ids });
  }

  #fail(attempt: string, reason: Extract<SendingState, { kind: 'failed' }>['reason']): void {
    this.#told(attempt, { kind: 'failed', reason });
  }

  /** What is said of a download after its end changes nothing, except that a frame may still show an error. */
  #told(attempt: string, state: DownloadState): void {
    const row = this.#rows.ofAttempt(attempt);
    if (!row || !(isOpen(row) || row.state.kind === 'handed-over')) return;
    const sizeBytes = (state.kind === 'running' ? state.totalBytes : undefined) ?? row.sizeBytes;
    // It runs only when the browser takes its bytes.
    const waits = state.kind === 'running' && state.receivedBytes === 0 && row.state.kind !== 'paused';
    if (waits) this.#rows.change(row.id, { sizeBytes });
    else if (isOpen({ ...row, state })) this.#rows.change(row.id, { state, sizeBytes });
    else this.#end(row, state);
    // It waits for the person, and others can begin meanwhile.
    if (state.kind === 'needs-place') this.#startNext();
  }

  #end({ id, attempt = '' }: DownloadRow, state: DownloadState): void {
    this.#questions.end(attempt);
    this.#rows.change(id, { state });
    this.#startNext();
  }
}
