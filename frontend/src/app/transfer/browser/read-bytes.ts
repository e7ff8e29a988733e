/**
 * Bytes of small files that were read for their checksums and will soon be sent. It holds at most `mostBytes` and forgets
 * the oldest first; the file itself still has what is forgotten.
 */
export class ReadBytes {
  readonly #mostBytes: number;
  readonly #all = new Map<Blob, ArrayBuffer>();
  #heldBytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  keep(file: Blob, bytes: ArrayBuffer): void {
    this.take(file);
    this.#all.set(file, bytes);
    this.#heldBytes += bytes.byteLength;
    for (const oldest of this.#all.keys()) {
      if (this.#heldBytes <= this.#mostBytes) break;
      this.take(oldest);
    }
  }

  /** Returns the bytes of `file` and forgets them; `undefined` when they are not here. */
  take(file: Blob): ArrayBuffer | undefined {
    const bytes = this.#all.get(file);
    if (bytes && this.#all.delete(file)) this.#heldBytes -= bytes.byteLength;
    return bytes;
  }
}
