import { randomBytes } from 'node:crypto';

/**
 * Ids of uploads: a later one is greater, also within one millisecond, for ListMultipartUploads sorts the uploads of a key
 * by their beginning and goes on after an id. The rest of an id cannot be guessed.
 */
export class UploadIds {
  #lastMs = 0;

  next(now: Date): string {
    this.#lastMs = Math.max(now.getTime(), this.#lastMs + 1);
    const time = this.#lastMs.toString(36).padStart(9, '0');
    return `${time}.${randomBytes(42).toString('base64url').replaceAll('-', '.')}`;
  }
}
