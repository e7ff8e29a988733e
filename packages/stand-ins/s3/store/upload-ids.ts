import { randomBytes } from 'node:crypto';

/**
 * Makes ids of uploads. A later id is greater, also within one millisecond, because ListMultipartUploads sorts the
 * uploads of a key by their start and goes on after an id. The rest of an id cannot be guessed.
 */
export class UploadIds {
  #lastMs = 0;

  next(now: Date): string {
    this.#lastMs = Math.max(now.getTime(), this.#lastMs + 1);
    const time = this.#lastMs.toString(36).padStart(9, '0');
    return `${time}.${randomBytes(42).toString('base64url').replaceAll('-', '.')}`;
  }
}
