import { DownloadFailure } from './download-failure.ts';
import type { SendingState, SignAnswer, WorkerMessage } from './messages.ts';

/** A page that hears about its downloads. */
export interface Listener {
  postMessage(message: WorkerMessage): void;
}

/** Time between two reports of the progress of a download. */
const betweenMs = 250;
const minuteMs = 60_000;
/**
 * Minutes after which a page that is asked for a URL is taken for closed: the browser would wait for the file for ever.
 * They are counted one by one, because a device that slept must not lose its downloads when it wakes up.
 */
const usualSilentMinutes = 10;

export const hasEnded = ({ kind }: SendingState): boolean =>
  kind === 'done' || kind === 'failed' || kind === 'cancelled';

/**
 * Why everything stops that belongs to a download. It is made once, because the stack of an error keeps in memory whatever was
 * being done where it was made, such as a whole archive.
 */
const ended = new DOMException('The download has ended.', 'AbortError');

interface Question {
  readonly message: WorkerMessage;
  readonly answer: (answers: readonly SignAnswer[]) => void;
}

/** A download that a page has prepared, and what that page is told and asked about it. */
export class Running {
  readonly id: string;
  readonly name: string;
  readonly stop = new AbortController();
  /** Whether the browser has requested it. It can do so once. */
  isRequested = false;
  #page: Listener;
  #state: SendingState = { kind: 'running', receivedBytes: 0 };
  #toldAtMs = 0;
  /** What the page was asked and has not answered yet, by a name of the question. */
  readonly #questions = new Map<string, Question>();
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #mostSilentMinutes: number;
  #silentMinutes = 0;

  constructor(id: string, name: string, page: Listener, mostSilentMinutes = usualSilentMinutes) {
    this.#mostSilentMinutes = mostSilentMinutes;
    this.id = id;
    this.name = name;
    this.#page = page;
  }

  get state(): SendingState {
    return this.#state;
  }

  get receivedBytes(): number {
    return 'receivedBytes' in this.#state ? this.#state.receivedBytes : 0;
  }

  /** Has another page told about the download from now on, and asks it what the last page may not have heard. */
  adopt(page: Listener): void {
    this.#page = page;
    this.#silentMinutes = 0;
    page.postMessage({ kind: 'state', id: this.id, state: this.#state });
    for (const { message } of this.#questions.values()) page.postMessage(message);
  }

  say(message: WorkerMessage): void {
    this.#page.postMessage(message);
  }

  /** Tells how the download goes. What comes after its end is not told: another page would wait for it for ever. */
  tell(state: SendingState): void {
    if (hasEnded(this.#state)) return;
    this.#state = state;
    this.#toldAtMs = Date.now();
    this.say({ kind: 'state', id: this.id, state });
  }

  /** Tells progress, at most four times a second. */
  tellProgress(receivedBytes: number, totalBytes?: number): void {
    const state = { kind: 'running', receivedBytes, ...(totalBytes !== undefined && { totalBytes }) } as const;
    if (this.#state.kind === 'running' && Date.now() - this.#toldAtMs < betweenMs) this.#state = state;
    else this.tell(state);
  }

  /**
   * Asks the page, and the next one when that one is gone. Rejects when the download ends, and fails the download when no page
   * says anything for a long time.
   */
  async ask(name: string, message: WorkerMessage): Promise<readonly SignAnswer[]> {
    const { signal } = this.stop;
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<readonly SignAnswer[]>();
    const stopped = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stopped, { once: true });
    this.#questions.set(name, { message, answer: resolve });
    this.#silentMinutes = 0;
    this.#timer ??= setInterval(() => this.#countSilence(), minuteMs);
    this.say(message);
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', stopped);
      this.#questions.delete(name);
      if (this.#questions.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  /** Answers a question of this name, when it is still open. */
  answer(name: string, answers: readonly SignAnswer[]): void {
    this.#questions.get(name)?.answer(answers);
  }

  fail(error: unknown): void {
    const { reason, path } = error instanceof DownloadFailure ? error : new DownloadFailure('internal');
    this.end({ kind: 'failed', reason, ...(path !== undefined && { path }) });
  }

  /** Only the first end counts: a download that was cancelled also breaks. */
  end(state: SendingState): void {
    if (hasEnded(this.#state)) return;
    this.tell(state);
    this.stop.abort(ended);
  }

  #countSilence(): void {
    this.#silentMinutes += 1;
    if (this.#silentMinutes >= this.#mostSilentMinutes) this.fail(new DownloadFailure('lost'));
  }
}
