import { browserClock } from '../transfer/browser/browser-clock.ts';
import { browserLocks } from '../transfer/browser/browser-locks.ts';
import type { ChosenFolder } from './disk/choose-folder.ts';
import { DiskContent } from './disk/disk-content.ts';
import type { PageMessage, PrepareMessage, WorkerMessage } from './service/messages.ts';
import { Running } from './service/running.ts';
import { RunningDownloads } from './service/running-downloads.ts';

/** A file that the person has chosen to save to. What is written to it is kept when it is closed, and not when it is aborted. */
export type ChosenFile = Pick<FileSystemFileHandle, 'createWritable'>;

const ports = { fetch: (url: string, init: RequestInit) => fetch(url, init), wait: browserClock.wait };

/** Two downloads to one folder, of this tab or another, must not write to one file. */
const lockName = 'airlock.disk';

/** Does in the page what the service worker does elsewhere, and writes to a file or folder that the person has chosen. */
export class PageDownloads {
  readonly #say: (message: WorkerMessage) => void;
  readonly #ids = new Set<string>();
  /** What is said of downloads that are whole, once their files are closed. */
  readonly #done = new Map<string, WorkerMessage>();
  readonly #downloads = new RunningDownloads(ports);
  readonly #folders = new Map<string, DiskContent>();
  readonly #locks = browserLocks();

  constructor(say: (message: WorkerMessage) => void) {
    this.#say = say;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  hear(message: PageMessage): void {
    const folder = 'id' in message ? this.#folders.get(message.id) : undefined;
    if (folder) folder.hear(message);
    else this.#downloads.hear(message, { postMessage: (answer) => queueMicrotask(() => this.#pass(answer)) });
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

  /** Writes files and folders to a folder. Resolves when nothing is written any more; how it ended is said before. */
  async saveFolder(message: PrepareMessage, folder: ChosenFolder): Promise<void> {
    if (message.kind !== 'prepare-archive') throw new Error('One file needs no folder.');
    const { id, name, words } = message;
    const say = (answer: WorkerMessage) => queueMicrotask(() => this.#say(answer));
    // The page that is asked is this one, so its silence does not mean that it was closed.
    const running = new Running(id, name, { postMessage: say }, Infinity);
    const content = new DiskContent(running, words, ports, folder);
    this.#ids.add(id);
    this.#folders.set(id, content);
    const release = await this.#locks.wait(lockName, running.stop.signal).catch(() => undefined);
    try {
      await content.save();
    } finally {
      this.#folders.delete(id);
      await release?.();
    }
  }

  /** The file is there only when it has been closed. */
  #pass(answer: WorkerMessage): void {
    if (answer.kind === 'state' && answer.state.kind === 'done') this.#done.set(answer.id, answer);
    else this.#say(answer);
  }
}
