import { ArchivePlan } from '../../../transfer/archive/archive-plan.ts';
import { DownloadFailure } from '../download-failure.ts';
import type { PageMessage, SignAnswer } from '../messages.ts';
import type { Running } from '../running.ts';
import { PauseGate } from './pause-gate.ts';

/** How much of the files has arrived. */
interface Amounts {
  readonly receivedBytes: number;
  /** Bytes of all files; `undefined` while more may be found. */
  readonly totalBytes: number | undefined;
}

/** The plan of a download of many files, and what the page says of it, is asked and is told. */
export class PlannedContent {
  readonly plan = new ArchivePlan();
  readonly gate = new PauseGate();
  readonly #running: Running;
  readonly #amounts: () => Amounts;
  #requests = 0;

  constructor(running: Running, amounts: () => Amounts) {
    this.#running = running;
    this.#amounts = amounts;
  }

  /** Takes what the page says about the files. Returns whether it was that. */
  hear(message: PageMessage): boolean {
    switch (message.kind) {
      case 'found':
        this.plan.add(message.page);
        return true;
      case 'all-found':
        if (message.code === undefined) this.plan.complete();
        else this.plan.fail(new DownloadFailure(message.code));
        this.#running.answer('find', []);
        return true;
      case 'signed-many':
        this.#running.answer(`sign ${message.request}`, message.answers);
        return true;
      case 'pause':
        this.gate.close();
        this.tell('paused');
        return true;
      case 'resume':
        this.gate.open();
        this.tell('running');
        return true;
      default:
        return false;
    }
  }

  /** Asks the page what there is. Resolves when a first file or folder is known, or that there is none. */
  async find(): Promise<void> {
    const { id, stop } = this.#running;
    // It is answered when all has been found, and rejects when the download ends.
    this.#running.ask('find', { kind: 'find', id }).catch(() => undefined);
    await this.plan.has(0, stop.signal);
  }

  sign(paths: readonly string[]): Promise<readonly SignAnswer[]> {
    const request = (this.#requests += 1);
    return this.#running.ask(`sign ${request}`, { kind: 'sign-many', id: this.#running.id, request, paths });
  }

  tell(kind: 'running' | 'retrying' | 'paused'): void {
    const { receivedBytes, totalBytes } = this.#amounts();
    this.#running.tell({ kind: this.gate.isClosed ? 'paused' : kind, receivedBytes, totalBytes });
  }

  tellProgress(): void {
    const { receivedBytes, totalBytes } = this.#amounts();
    if (!this.gate.isClosed) this.#running.tellProgress(receivedBytes, totalBytes);
  }
}
