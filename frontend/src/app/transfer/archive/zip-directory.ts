import type { ZipLayout } from './zip-layout.ts';

const recordSignature = 0x02014b50;
const recordBytes = 46;

/** Decides piece by piece what stays of the central directory: everything, without the records of abandoned entries. */
export class ZipDirectory {
  readonly #layout: ZipLayout;
  #seenCount = 0;
  #leftBytes = 0;
  #isKept = true;
  #entryCount = 0;
  #sizeBytes = 0;

  constructor(layout: ZipLayout) {
    this.#layout = layout;
  }

  /** Whether the last record has passed. */
  get isWhole(): boolean {
    return this.#seenCount === this.#layout.entryCount && this.#leftBytes === 0;
  }

  /** What stays of the directory. */
  get kept() {
    return { entryCount: this.#entryCount, at: this.#layout.directoryAt, sizeBytes: this.#sizeBytes };
  }

  /** Takes the next piece of the directory. Returns whether it stays. */
  keeps(piece: Uint8Array): boolean {
    if (this.#leftBytes === 0) this.#begin(new DataView(piece.buffer, piece.byteOffset, piece.byteLength));
    this.#leftBytes -= piece.byteLength;
    if (this.#isKept) this.#sizeBytes += piece.byteLength;
    return this.#isKept;
  }

  #begin(record: DataView): void {
    if (record.byteLength !== recordBytes || record.getUint32(0, true) !== recordSignature) {
      throw new Error('There is no record of the central directory where one must be.');
    }
    this.#leftBytes = recordBytes + record.getUint16(28, true) + record.getUint16(30, true);
    this.#isKept = !this.#layout.isAbandoned(this.#seenCount);
    this.#seenCount += 1;
    if (this.#isKept) this.#entryCount += 1;
  }
}
