/** Time after which a file is read again: somebody who has waited for the network or a sign-in may have changed it meanwhile. */
const freshMs = 30_000;

/**
 * Bytes of small files that were read for their checksums and will soon be sent. It holds at most `mostBytes` and forgets
 * the oldest first; the file itself still has what is forgotten.
 */
export class ReadBytes {
  readonly #mostBytes: number;
  readonly #all = new Map<Blob, { readonly bytes: ArrayBuffer; readonly atMs: number }>();
  #heldBytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  keep(file: Blob, bytes: ArrayBuffer): void {
    this.take(file);
    this.#all.set(file, { bytes, atMs: Date.now() });
    this.#heldBytes += bytes.byteLength;
    for (const oldest of this.#all.keys()) {
      if (this.#heldBytes <= this.#mostBytes) break;
      this.take(oldest);
    }
  }

  /** Returns the bytes of `file` and forgets them; `undefined` when they are not here, or were read too long ago. */
  take(file: Blob): ArrayBuffer | undefined {
    const kept = this.#all.get(file);
    if (!kept) return undefined;
    this.#all.delete(file);
    this.#heldBytes -= kept.bytes.byteLength;
    return Date.now() - kept.atMs < freshMs ? kept.bytes : undefined;
  }

  /** Forgets all bytes. */
  clear(): void {
    this.#all.clear();
    this.#heldBytes = 0;
  }
}
