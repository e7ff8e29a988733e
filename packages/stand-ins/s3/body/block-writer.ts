import type { FileHandle } from 'node:fs/promises';

import type { HashJob } from './hash-pool.ts';

const blockBytes = 512 * 1024;
const blocksPerBody = 4;

/**
 * Memory of finished bodies, kept for the next ones: allocating and zeroing new memory costs more than keeping this.
 */
const spare: SharedArrayBuffer[] = [];
const maxSpare = 16;

/**
 * Gathers a body in shared blocks. Each block is written to the file and hashed by another thread at the same time. At
 * most `blocksPerBody` blocks are in flight, so memory is constant and the client is slowed to the speed of disk and
 * hash.
 */
export class BlockWriter {
  readonly #file: FileHandle;
  readonly #hash: HashJob;
  readonly #free: Uint8Array[] = [];
  readonly #inFlight = new Set<Promise<void>>();
  #allocated = 0;
  #block: Uint8Array;
  #filled = 0;
  #position = 0;
  #failure: Error | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(file: FileHandle, hash: HashJob) {
    this.#file = file;
    this.#hash = hash;
    this.#block = this.#allocate();
  }

  get sizeBytes(): number {
    return this.#position + this.#filled;
  }

  /** Copies the bytes. Returns a promise only when the sender has to wait for room. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    for (let taken = 0; taken < bytes.length;) {
      const piece = bytes.subarray(taken, taken + blockBytes - this.#filled);
      this.#block.set(piece, this.#filled);
      this.#filled += piece.length;
      taken += piece.length;
      if (this.#filled < blockBytes) continue;
      this.#send();
      this.#throwFailure();
      const next = this.#free.pop() ?? (this.#allocated < blocksPerBody ? this.#allocate() : undefined);
      if (!next) return this.#writeLater(bytes.subarray(taken));
      this.#block = next;
    }
    return undefined;
  }

  /** Waits until everything is in the file and hashed. */
  async finish(): Promise<void> {
    this.#send();
    await Promise.all(this.#inFlight);
    this.#throwFailure();
    this.release();
  }

  /** Waits for the blocks in flight, whether they succeed or fail, so that the file may be closed afterwards. */
  async abandon(): Promise<void> {
    await Promise.all(this.#inFlight);
    this.release();
  }

  release(): void {
    for (const block of this.#free.splice(0)) {
      if (spare.length < maxSpare && block.buffer instanceof SharedArrayBuffer) spare.push(block.buffer);
    }
  }

  async #writeLater(rest: Uint8Array): Promise<void> {
    while (this.#free.length === 0) await Promise.race(this.#inFlight);
    this.#throwFailure();
    this.#block = this.#free.pop() ?? this.#block;
    await this.write(rest);
  }

  #send(): void {
    const block = this.#block;
    const bytes = block.subarray(0, this.#filled);
    const work = this.#writeAndHash(bytes, this.#position)
      .catch((error: unknown) => {
        this.#failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .then(() => {
        this.#free.push(block);
        this.#inFlight.delete(work);
      });
    this.#inFlight.add(work);
    this.#position += this.#filled;
    this.#filled = 0;
  }

  async #writeAndHash(bytes: Uint8Array, position: number): Promise<void> {
    const written = this.#written.then(() => writeAll(this.#file, bytes, position));
    // Writes run one after the other: several writes to a file only wait for each other in the kernel and cost
    // processor time there.
    this.#written = written.catch(() => undefined);
    await Promise.all([this.#hash.update(bytes), written]);
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure;
  }

  #allocate(): Uint8Array {
    this.#allocated += 1;
    return new Uint8Array(spare.pop() ?? new SharedArrayBuffer(blockBytes));
  }
}

/** Writes all bytes: a single write may take fewer bytes than it was given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
