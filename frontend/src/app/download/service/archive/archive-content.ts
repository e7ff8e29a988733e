import type { ArchiveWords, PageMessage } from '../messages.ts';
import type { ReaderPorts } from '../object-reader.ts';
import type { Running } from '../running.ts';
import { ArchiveEntries } from './archive-entries.ts';
import type { Bytes } from './joined.ts';
import { PlannedContent } from './planned-content.ts';
import { zipPieces } from './zip-pieces.ts';

/** An archive that is made while the browser saves it: of what the page finds, and of the URLs that it signs. */
export class ArchiveContent {
  readonly #running: Running;
  readonly #planned: PlannedContent;
  readonly #entries: ArchiveEntries;

  constructor(running: Running, words: ArchiveWords, ports: Pick<ReaderPorts, 'fetch' | 'wait'>) {
    this.#running = running;
    const planned = new PlannedContent(running, () => this.#entries);
    const signMany = (paths: readonly string[]) => planned.sign(paths);
    const all = {
      ...ports,
      signMany,
      retrying: () => planned.tell('retrying'),
      progress: () => planned.tellProgress(),
    };
    this.#planned = planned;
    this.#entries = new ArchiveEntries(planned.plan, words, all, running.stop.signal);
  }

  /** Takes what the page says about the archive. Returns whether it was that. */
  hear(message: PageMessage): boolean {
    return this.#planned.hear(message);
  }

  /** Resolves with the archive as soon as something is known of it. Rejects with a DownloadFailure. */
  async open(): Promise<ReadableStream<Bytes>> {
    const { stop } = this.#running;
    await this.#planned.find();
    const pieces = zipPieces(this.#entries.all());
    return new ReadableStream(
      {
        start: (controller) =>
          stop.signal.addEventListener('abort', () => controller.error(stop.signal.reason), { once: true }),
        pull: (controller) => this.#pull(pieces, controller),
        cancel: () => this.#running.end({ kind: 'cancelled' }),
      },
      { highWaterMark: 0 },
    );
  }

  async #pull(pieces: AsyncGenerator<Bytes, void>, controller: ReadableStreamDefaultController<Bytes>): Promise<void> {
    try {
      await this.#planned.gate.pass(this.#running.stop.signal);
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
}
