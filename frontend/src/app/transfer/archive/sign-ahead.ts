import { maxFilesToSign } from '@airlock/contract';

import type { PlannedEntry } from './archive-plan.ts';

/** Signs files with one request. Resolves with an answer for each of them, in their order. */
export type SignMany<Answer> = (paths: readonly string[]) => Promise<readonly Answer[]>;

/** Number of files of the first request, so that the first byte comes soon. */
const firstFiles = 8;
/** Bytes after which a request takes no more files: a URL must not expire before it is the turn of its file. */
const mostBytes = 256 * 1024 ** 2;

/** Signs the files of an archive in their order: many with one request, and the next ones before they are needed. */
export class SignAhead<Answer> {
  readonly #entryAt: (index: number) => PlannedEntry | undefined;
  readonly #signMany: SignMany<Answer>;
  readonly #answers = new Map<number, Promise<Answer>>();
  #next = 0;
  #requests = 0;

  /** `entryAt` returns an entry by its number from 0, or `undefined` while it is not known. */
  constructor(entryAt: (index: number) => PlannedEntry | undefined, signMany: SignMany<Answer>) {
    this.#entryAt = entryAt;
    this.#signMany = signMany;
  }

  /** Resolves with the answer for a file that is known. An answer can be had once. */
  of(index: number): Promise<Answer> {
    const isNew = index >= this.#next;
    if (isNew) this.#signFrom(index);
    const answer = this.#answers.get(index);
    if (!answer) throw new Error(`Entry ${index} is no file, or was signed before.`);
    this.#answers.delete(index);
    if (!isNew && this.#answers.size < maxFilesToSign / 4) this.#signFrom(this.#next);
    return answer;
  }

  #signFrom(first: number): void {
    const batch: { readonly index: number; readonly path: string }[] = [];
    const most = this.#requests === 0 ? firstFiles : maxFilesToSign;
    let bytes = 0;
    this.#next = first;
    for (let entry = this.#entryAt(first); entry && batch.length < most; entry = this.#entryAt(this.#next)) {
      if (entry.kind === 'file') {
        if (batch.length > 0 && bytes + entry.file.sizeBytes > mostBytes) break;
        batch.push({ index: this.#next, path: entry.file.path });
        bytes += entry.file.sizeBytes;
      }
      this.#next += 1;
    }
    if (batch.length > 0) this.#send(batch);
  }

  #send(batch: readonly { readonly index: number; readonly path: string }[]): void {
    this.#requests += 1;
    const answers = this.#signMany(batch.map(({ path }) => path));
    batch.forEach(({ index }, at) => {
      const answer = answers.then((all) => {
        const own = all[at];
        if (own === undefined) throw new Error('There are fewer answers than files.');
        return own;
      });
      // A failure is met when it is the turn of the file.
      answer.catch(() => undefined);
      this.#answers.set(index, answer);
    });
  }
}
