const mib = 1024 ** 2;

/** A file above this size is copied in parts, over several calls. S3 copies it with one request in two to three seconds. */
export const largeFileBytes = 256 * mib;

/** Most bytes of the files of one slice. With 32 copies at once S3 takes a few seconds for them. */
const bytesPerSlice = 4096 * mib;

/** How much a slice still has room for. A large file has a slice of its own. */
export class SliceBudget {
  #leftBytes = bytesPerSlice;
  #isEmpty = true;
  #takesLong = false;

  /** Whether the one file of the slice is so large that it takes several calls. */
  get takesLong(): boolean {
    return this.#takesLong;
  }

  /** Returns whether files have room in the slice together, and reserves it. */
  take(...sizesBytes: readonly number[]): boolean {
    const isLarge = sizesBytes.some((it) => it > largeFileBytes);
    const sum = sizesBytes.reduce((total, it) => total + it, 0);
    if (this.#takesLong || (!this.#isEmpty && (isLarge || sum > this.#leftBytes))) return false;
    this.#isEmpty = false;
    this.#takesLong = isLarge;
    this.#leftBytes -= sum;
    return true;
  }
}
