import { setImmediate as turn } from 'node:timers/promises';

import { CodedError } from '../coded-error.ts';
import { compareUtf8 } from '../files/compare-utf8.ts';
import type { DeepPage, FileStore } from '../files/file-store.ts';

/** What a list of S3 is made of, for specs that need many small pages: keys in S3's order, and what was asked. */
export class PagedKeys implements Pick<FileStore, 'listDeep'> {
  readonly #keys: readonly string[];
  readonly #keysPerPage: number;
  /** Texts after which pages began. */
  readonly asked: (string | undefined)[] = [];
  /** Most requests that were under way at the same time. */
  mostAtOnce = 0;
  /** Number of the request that fails, the first being 1. */
  failing: number | undefined;
  #atOnce = 0;

  constructor(keys: readonly string[], keysPerPage = 1000) {
    this.#keys = [...new Set(keys)].toSorted(compareUtf8);
    this.#keysPerPage = keysPerPage;
  }

  async listDeep({ prefix, limit, after = '' }: { prefix: string; limit: number; after?: string }): Promise<DeepPage> {
    this.asked.push(after);
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    const isFailing = this.asked.length === this.failing;
    await turn();
    this.#atOnce -= 1;
    if (isFailing) throw new CodedError('unavailable', 'The storage does not answer at the moment: try again.');
    return this.#page(prefix, Math.min(limit, this.#keysPerPage), after);
  }

  #page(prefix: string, count: number, after: string): DeepPage {
    const rest = this.#keys.slice(this.#firstAfter(after)).filter((key) => key.startsWith(prefix));
    return { files: rest.slice(0, count).map(fileOf), hasMore: rest.length > count };
  }

  #firstAfter(text: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareUtf8(this.#keys[middle] ?? '', text) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const fileOf = (key: string) => ({
  key,
  sizeBytes: key.endsWith('/') ? 0 : 7,
  modifiedAt: new Date('2026-11-24T09:00:00Z'),
  etag: '"900150983cd24fb0d6963f7d28e17f72"',
});
