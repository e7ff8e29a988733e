import { PDFDataRangeTransport } from 'pdfjs-dist';

import type { Bytes, SignedFile } from '../../contents/signed-file.ts';

/** Gives pdf.js the ranges of a file that it asks for, so that of a long document only what is looked at is read. */
export class PdfBytes extends PDFDataRangeTransport {
  readonly #file: Pick<SignedFile, 'read'>;
  readonly #signal: AbortSignal;
  readonly #failed: (error: unknown) => void;

  /** `failed` is called when a range cannot be read; pdf.js waits for ever for it then. */
  constructor(file: SignedFile, head: Bytes, signal: AbortSignal, failed: (error: unknown) => void) {
    // pdf.js transfers the bytes to its worker: the others go on with theirs.
    super(file.sizeBytes, head.slice(), head.length === file.sizeBytes);
    this.#file = file;
    this.#signal = signal;
    this.#failed = failed;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#file.read(begin, end, this.#signal).then(
      (bytes) => this.onDataRange(begin, bytes),
      (error: unknown) => {
        if (!this.#signal.aborted) this.#failed(error);
      },
    );
  }
}
