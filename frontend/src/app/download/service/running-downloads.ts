import type { ApiErrorCode } from '../../api/api-error.ts';
import { startCrc64nvme } from '../../transfer/checksum/crc64nvme.ts';
import { attachmentHeaders } from './attachment.ts';
import { checkedBody } from './checked-body.ts';
import { DownloadFailure } from './download-failure.ts';
import type { PageMessage, SendingState, Source, WorkerMessage } from './messages.ts';
import { ObjectReader, type ReaderPorts } from './object-reader.ts';

/** A page that hears about its downloads. */
export interface Listener {
  postMessage(message: WorkerMessage): void;
}

interface Running {
  readonly name: string;
  readonly source: Source;
  readonly stop: AbortController;
  page: Listener;
  state: SendingState;
  /** Whether the browser has requested it. It can do so once. */
  isRequested: boolean;
  /** Gives the URL that the page was asked for to whoever waits for it. */
  signed: ((answer: Source | ApiErrorCode) => void) | undefined;
  /** Minutes for which the page that was asked for a URL has said nothing. */
  silentMinutes: number;
  toldAtMs: number;
}

/** Time between two reports of the progress of a download. */
const betweenMs = 250;
const minuteMs = 60_000;
/**
 * Minutes after which a page that is asked for a URL is taken for closed: the browser would wait for the file for ever.
 * They are counted one by one, because a device that slept must not lose its downloads when it wakes up.
 */
const mostSilentMinutes = 10;
/** Number of ended downloads of which the worker still knows the end, for a page that was just being loaded. */
const mostEnded = 200;

const hasEnded = ({ kind }: SendingState): boolean => kind !== 'running' && kind !== 'retrying';

/** The downloads of all pages. Each one belongs to the page that prepared it or asked for it last. */
export class RunningDownloads {
  readonly #all = new Map<string, Running>();
  readonly #ports: Pick<ReaderPorts, 'fetch' | 'wait'>;

  constructor(ports: Pick<ReaderPorts, 'fetch' | 'wait'>) {
    this.#ports = ports;
  }

  hear(message: PageMessage, page: Listener): void {
    switch (message.kind) {
      case 'prepare':
        this.#prepare(message, page);
        return;
      case 'ask':
        page.postMessage({ kind: 'lost', ids: message.ids.filter((id) => !this.#all.has(id)) });
        for (const id of message.ids) this.#adopt(id, page);
        return;
      case 'cancel':
        this.#end(message.id, { kind: 'cancelled' });
        return;
      case 'signed':
        this.#all.get(message.id)?.signed?.(message.source);
        return;
      case 'not-signed':
        this.#all.get(message.id)?.signed?.(message.code);
    }
  }

  /**
   * Answers the browser's request for a download, as soon as S3 has begun to send it. Without a download the answer is
   * 204, after which the browser stays where it is.
   */
  async answer(id: string): Promise<Response> {
    const running = this.#all.get(id);
    if (!running || running.isRequested || hasEnded(running.state)) return new Response(null, { status: 204 });
    running.isRequested = true;
    const reader = new ObjectReader(running.source, this.#portsOf(id, running), running.stop.signal);
    try {
      await reader.open();
    } catch (error) {
      this.#fail(id, error);
      return new Response(null, { status: 204 });
    }
    const { crc64nvme, sizeBytes } = reader.source;
    const body = checkedBody(reader, crc64nvme === undefined ? undefined : startCrc64nvme(), {
      progress: (receivedBytes) => this.#tellProgress(id, running, receivedBytes),
      done: () => this.#end(id, { kind: 'done', isVerified: crc64nvme !== undefined }),
      failed: (error) => this.#fail(id, error),
      cancelled: () => this.#end(id, { kind: 'cancelled' }),
    });
    return new Response(body, { headers: attachmentHeaders(running.name, sizeBytes) });
  }

  #prepare({ id, name, source }: Extract<PageMessage, { kind: 'prepare' }>, page: Listener): void {
    const state = { kind: 'running', receivedBytes: 0 } as const;
    const stop = new AbortController();
    this.#all.set(id, {
      name,
      source,
      stop,
      page,
      state,
      isRequested: false,
      signed: undefined,
      silentMinutes: 0,
      toldAtMs: 0,
    });
    page.postMessage({ kind: 'prepared', id });
  }

  #adopt(id: string, page: Listener): void {
    const running = this.#all.get(id);
    if (!running) return;
    running.page = page;
    running.silentMinutes = 0;
    page.postMessage({ kind: 'state', id, state: running.state });
    // The page that was asked for a URL may be gone.
    if (running.signed) page.postMessage({ kind: 'sign', id });
  }

  #portsOf(id: string, running: Running): ReaderPorts {
    return {
      ...this.#ports,
      retrying: () => {
        const { state } = running;
        const receivedBytes = 'receivedBytes' in state ? state.receivedBytes : 0;
        this.#tell(id, running, { kind: 'retrying', receivedBytes });
      },
      sign: () => this.#sign(id, running),
    };
  }

  #sign(id: string, running: Running): Promise<Source | ApiErrorCode> {
    const { signal } = running.stop;
    running.silentMinutes = 0;
    const timer = setInterval(() => {
      running.silentMinutes += 1;
      if (running.silentMinutes >= mostSilentMinutes) this.#fail(id, new DownloadFailure('lost'));
    }, minuteMs);
    const answer = new Promise<Source | ApiErrorCode>((resolve, reject) => {
      running.signed = resolve;
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      running.page.postMessage({ kind: 'sign', id });
    });
    return answer.finally(() => {
      running.signed = undefined;
      clearInterval(timer);
    });
  }

  #tellProgress(id: string, running: Running, receivedBytes: number): void {
    const state = { kind: 'running', receivedBytes } as const;
    const now = Date.now();
    if (running.state.kind === 'running' && now - running.toldAtMs < betweenMs) running.state = state;
    else this.#tell(id, running, state);
  }

  #tell(id: string, running: Running, state: SendingState): void {
    running.state = state;
    running.toldAtMs = Date.now();
    running.page.postMessage({ kind: 'state', id, state });
  }

  #fail(id: string, error: unknown): void {
    this.#end(id, { kind: 'failed', reason: error instanceof DownloadFailure ? error.reason : 'internal' });
  }

  /** Only the first end counts: a download that was cancelled also breaks. */
  #end(id: string, state: SendingState): void {
    const running = this.#all.get(id);
    if (!running || hasEnded(running.state)) return;
    this.#tell(id, running, state);
    running.stop.abort();
    const ended = [...this.#all].filter(([, it]) => hasEnded(it.state));
    for (const [old] of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.#all.delete(old);
  }
}
