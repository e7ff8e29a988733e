import type { ListPartsAnswer } from '@airlock/contract';

type Parts = ListPartsAnswer['parts'];

/**
 * Time in milliseconds for which a list of parts is used. A person who has seen how much has arrived resumes within
 * this time; later, another device may have sent more parts.
 */
const freshMs = 60_000;

/** Keeps the parts that S3 listed a moment ago, so that resuming an upload does not request the same list again. */
export class ListedParts {
  readonly #now: () => number;
  readonly #byUpload = new Map<string, { parts: Parts; atMs: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  keep(uploadId: string, parts: Parts): void {
    this.#byUpload.set(uploadId, { parts, atMs: this.#now() });
  }

  /**
   * Returns the parts of an upload and forgets them, because sending makes them outdated. Returns `undefined` when
   * there are none or they are too old.
   */
  take(uploadId: string): Parts | undefined {
    const listed = this.#byUpload.get(uploadId);
    this.#byUpload.delete(uploadId);
    return listed && this.#now() - listed.atMs < freshMs ? listed.parts : undefined;
  }
}
