import { S3Error } from '../errors.ts';

const maxLineBytes = 4096;
const incomplete = () => new S3Error('IncompleteBody');

/** Reads lines and counted bytes from a stream of buffers. Throws `IncompleteBody` when the stream ends too early. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Reads up to CRLF and returns the line without it. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf('\r\n');
      if (end > maxLineBytes || (end < 0 && this.#rest.length > maxLineBytes)) throw incomplete();
      if (end >= 0) {
        const line = this.#rest.toString('latin1', 0, end);
        this.#rest = this.#rest.subarray(end + 2);
        return line;
      }
      this.#rest = Buffer.concat([this.#rest, await this.#next()]);
    }
  }

  /** Returns at least one byte and at most `maxBytes`. */
  async some(maxBytes: number): Promise<Buffer> {
    while (this.#rest.length === 0) this.#rest = await this.#next();
    const bytes = this.#rest.subarray(0, maxBytes);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  /** Says whether the next byte is `character`, without taking it. */
  async startsWith(character: string): Promise<boolean> {
    while (this.#rest.length === 0) this.#rest = await this.#next();
    return this.#rest.toString('latin1', 0, 1) === character;
  }

  async #next(): Promise<Buffer> {
    const next = await this.#source.next();
    if (next.done === true) throw incomplete();
    return next.value;
  }
}
