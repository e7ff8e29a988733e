type Bytes = Uint8Array<ArrayBuffer>;
type Send = (url: string, init: RequestInit) => Promise<Response>;
type ReadNext = (leftBytes: number) => Promise<ReadableStreamReadResult<Bytes>>;

/** A connection that brings nothing for this long is given up. */
const silenceMs = 30_000;
/**
 * A connection that nobody reads for this long is closed. A browser has six to a host: those of paused downloads would keep
 * everything else from it.
 */
const idleMs = 10_000;
/** Most bytes that are read at once. */
const pieceBytes = 256 * 1024;

/**
 * Returns a function that reads the next bytes of `body` into memory of the page's own where the browser can, which frees it as
 * it is used. What the browser brings by itself piles up: hundreds of MiB, while a large file passes. A read may bring a few
 * KiB only. They are copied out, and the memory is used again, because whoever keeps a piece keeps all memory behind it.
 */
function nextOf(body: ReadableStream<Bytes>): ReadNext {
  try {
    const reader = body.getReader({ mode: 'byob' });
    let spare: ArrayBuffer | undefined;
    return async (leftBytes) => {
      // One byte more than is left: a body that is longer than the file must be noticed.
      const mostBytes = Math.min(leftBytes + 1, pieceBytes);
      const memory = spare && spare.byteLength >= mostBytes ? spare : new ArrayBuffer(mostBytes);
      spare = undefined;
      const next = await reader.read(new Uint8Array(memory, 0, mostBytes));
      if (next.done || next.value.byteLength * 2 > next.value.buffer.byteLength) return next;
      spare = next.value.buffer;
      return { done: false, value: next.value.slice() };
    };
  } catch {
    const reader = body.getReader();
    return () => reader.read();
  }
}

/** One request for the file, or for the rest of it. */
export class Connection {
  readonly #stop = new AbortController();
  readonly #whole: AbortSignal;
  #next: ReadNext | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `whole` ends the download. It outlives thousands of connections, so each takes its listener away when it is over. */
  constructor(whole: AbortSignal) {
    this.#whole = whole;
    whole.addEventListener('abort', this.#close);
  }

  get isClosed(): boolean {
    return this.#stop.signal.aborted;
  }

  async open(send: Send, url: string, from: number): Promise<Response> {
    const response = await this.#watched(
      send(url, {
        ...{ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', signal: this.#stop.signal },
        headers: from === 0 ? {} : { range: `bytes=${from}-` },
      }),
    );
    this.#next = response.body ? nextOf(response.body) : undefined;
    return response;
  }

  /** Resolves with the next bytes. `leftBytes` is the number of bytes that the file still has. */
  async read(leftBytes: number): Promise<Bytes> {
    const next = await (this.#next && this.#watched(this.#next(leftBytes)));
    if (!next || next.done) throw new Error('The answer ended early.');
    return next.value;
  }

  close(): void {
    this.end();
    this.#stop.abort();
  }

  /** Must be called when the last byte was read: the browser may use the connection again. */
  end(): void {
    clearTimeout(this.#timer);
    this.#whole.removeEventListener('abort', this.#close);
  }

  readonly #close = (): void => this.close();

  /** Aborts the request when nothing comes, or afterwards nothing is read, for too long. */
  async #watched<T>(answer: Promise<T>): Promise<T> {
    this.#closeAfter(silenceMs);
    try {
      return await answer;
    } finally {
      this.#closeAfter(idleMs);
    }
  }

  #closeAfter(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.isClosed) this.#timer = setTimeout(() => this.close(), ms);
  }
}
