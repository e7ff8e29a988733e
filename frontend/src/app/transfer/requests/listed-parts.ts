import type { ListPartsAnswer } from '@airlock/contract';

type Parts = ListPartsAnswer['parts'];

/** A person looks how much has arrived and goes on; later than that, another device may have sent more. */
const freshMs = 60_000;

/** What S3 has said of uploads a moment ago: whoever goes on with one need not ask the same again. */
export class ListedParts {
  readonly #now: () => number;
  readonly #byUpload = new Map<string, { parts: Parts; atMs: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  keep(uploadId: string, parts: Parts): void {
    this.#byUpload.set(uploadId, { parts, atMs: this.#now() });
  }

  /** Once: sending makes it old. */
  take(uploadId: string): Parts | undefined {
    const listed = this.#byUpload.get(uploadId);
    this.#byUpload.delete(uploadId);
    return listed && this.#now() - listed.atMs < freshMs ? listed.parts : undefined;
  }
}
