import { ArchivePlan } from '../../../transfer/archive/archive-plan.ts';
import { DownloadFailure } from '../download-failure.ts';
import type { ArchiveWords, PageMessage, SignAnswer } from '../messages.ts';
import type { ReaderPorts } from '../object-reader.ts';
import type { Running } from '../running.ts';
import { ArchiveEntries } from './archive-entries.ts';
import type { Bytes } from './joined.ts';
import { PauseGate } from './pause-gate.ts';
import { zipPieces } from './zip-pieces.ts';

/** An archive that is made while the browser saves it: of what the page finds, and of the URLs that it signs. */
export class ArchiveContent {
  readonly #running: Running;
  readonly #plan = new ArchivePlan();
  readonly #gate = new PauseGate();
  readonly #entries: ArchiveEntries;
  #requests = 0;

  constructor(running: Running, words: ArchiveWords, ports: Pick<ReaderPorts, 'fetch' | 'wait'>) {
    this.#running = running;
    const signMany = (paths: readonly string[]) => this.#sign(paths);
    const all = { ...ports, signMany, retrying: () => this.#tell('retrying'), progress: () => this.#tellProgress() };
    this.#entries = new ArchiveEntries(this.#plan, words, all, running.stop.signal);
  }

  /** Takes what the page says about the archive. Returns whether it was that. */
  hear(message: PageMessage): boolean {
    switch (message.kind) {
      case 'found':
        this.#plan.add(message.page);
        return true;
      case 'all-found':
        if (message.code === undefined) this.#plan.complete();
        else this.#plan.fail(new DownloadFailure(message.code));
        this.#running.answer('find', []);
        return true;
      case 'signed-many':
        this.#running.answer(`sign ${message.request}`, message.answers);
        return true;
      case 'pause':
        this.#gate.close();
        this.#tell('paused');
        return true;
      case 'resume':
        this.#gate.open();
        this.#tell('running');
        return true;
      default:
        return false;
    }
  }

  /** Resolves with the archive as soon as something is known of it. Rejects with a DownloadFailure. */
  async open(): Promise<ReadableStream<Bytes>> {
    const { id, stop } = this.#running;
    // It is answered when all has been found, and rejects when the download ends.
    this.#running.ask('find', { kind: 'find', id }).catch(() => undefined);
    await this.#plan.has(0, stop.signal);
    const pieces = zipPieces(this.#entries.all());
    return new ReadableStream(
      {
        start: (controller) => stop.signal.addEventListener('abort', () => controller.error(stop.signal.reason)),
        pull: (controller) => this.#pull(pieces, controller),
        cancel: () => this.#running.end({ kind: 'cancelled' }),
      },
      { highWaterMark: 0 },
    );
  }

  async #pull(pieces: AsyncGenerator<Bytes, void>, controller: ReadableStreamDefaultController<Bytes>): Promise<void> {
    try {
      await this.#gate.pass(this.#running.stop.signal);
      const piece = await pieces.next();
      if (piece.done !== true) {
        controller.enqueue(piece.value);
        return;
      }
      controller.close();
      this.#running.end({ kind: 'done', isVerified: this.#entries.areVerified, archive: this.#entries.summary });
    } catch (error) {
      this.#running.fail(error);
      controller.error(error);
    }
  }

  #tell(kind: 'running' | 'retrying' | 'paused'): void {
    const { receivedBytes, totalBytes } = this.#entries;
    const isPaused = this.#gate.isClosed;
    this.#running.tell({ kind: isPaused ? 'paused' : kind, receivedBytes, totalBytes });
  }

  #tellProgress(): void {
    const { receivedBytes, totalBytes } = this.#entries;
    if (!this.#gate.isClosed) this.#running.tellProgress(receivedBytes, totalBytes);
  }

  #sign(paths: readonly string[]): Promise<readonly SignAnswer[]> {
    const request = (this.#requests += 1);
    return this.#running.ask(`sign ${request}`, { kind: 'sign-many', id: this.#running.id, request, paths });
  }
}
