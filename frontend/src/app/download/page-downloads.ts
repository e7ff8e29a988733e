import { browserClock } from '../transfer/browser/browser-clock.ts';
import type { PageMessage, PrepareMessage, WorkerMessage } from './service/messages.ts';
import { RunningDownloads } from './service/running-downloads.ts';

/** A file that the person has chosen to save to. What is written to it is kept when it is closed, and not when it is aborted. */
export type ChosenFile = Pick<FileSystemFileHandle, 'createWritable'>;

/** Does in the page what the service worker does elsewhere, and writes to a file that the person has chosen. */
export class PageDownloads {
  readonly #say: (message: WorkerMessage) => void;
  readonly #ids = new Set<string>();
  /** What is said of downloads that are whole, once their files are closed. */
  readonly #done = new Map<string, WorkerMessage>();
  readonly #downloads = new RunningDownloads({ fetch: (url, init) => fetch(url, init), wait: browserClock.wait });

  constructor(say: (message: WorkerMessage) => void) {
    this.#say = say;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  hear(message: PageMessage): void {
    this.#downloads.hear(message, { postMessage: (answer) => queueMicrotask(() => this.#pass(answer)) });
  }

  /** Writes a download to a file. How it ends is said as the service worker says it. */
  async save(message: PrepareMessage, file: ChosenFile): Promise<void> {
    const { id } = message;
    this.#ids.add(id);
    this.hear(message);
    const { body } = await this.#downloads.answer(id);
    try {
      await body?.pipeTo(await file.createWritable());
      const done = this.#done.get(id);
      if (done) this.#say(done);
    } catch {
      // Of what broke the stream itself, this is too late, and changes nothing.
      await Promise.resolve();
      this.#say({ kind: 'state', id, state: { kind: 'failed', reason: 'unwritable' } });
      this.hear({ kind: 'cancel', id });
    }
  }

  /** The file is there only when it has been closed. */
  #pass(answer: WorkerMessage): void {
    if (answer.kind === 'state' && answer.state.kind === 'done') this.#done.set(answer.id, answer);
    else this.#say(answer);
  }
}
