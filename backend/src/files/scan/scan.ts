import { compareUtf8 } from '../compare-utf8.ts';
import type { DeepPage, FileStore } from '../file-store.ts';
import { KeyRange } from './key-range.ts';
import type { Gap, Tally } from './key-range.ts';

/** Most keys that S3 lists at once. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const keysPerRequest = 1000;

/** Requests to S3 under way at the same time. One prefix of a bucket answers 5,500 a second. */
const requestsAtOnce = 12;

/**
 * Time in milliseconds after which no further request is made. Three attempts of the last requests then end within the 10
 * seconds of the function.
 */
const scanTimeMs = 2500;

export interface Scan<T extends Tally> {
  /** What all keys begin with. */
  readonly prefix: string;
  /** What is to be looked at, in order. */
  readonly gaps: readonly Gap[];
  /** Makes the tally of one range. */
  readonly newTally: () => T;
}

/**
 * Looks at every file of the gaps, several pages at the same time, until all are done, the time is over or a tally has no more
 * room. Returns the ranges in the order of their keys. At least one file of the first gap has been looked at, so that a scan that
 * goes on from what is left ends. Throws `unavailable` when one page cannot be listed.
 */
export function scan<T extends Tally>(files: FileStore, what: Scan<T>): Promise<readonly KeyRange<T>[]> {
  return new Scanner(files, what).run();
}

class Scanner<T extends Tally> {
  readonly #files: FileStore;
  readonly #scan: Scan<T>;
  readonly #ranges: KeyRange<T>[];
  readonly #end = performance.now() + scanTimeMs;
  readonly #done = Promise.withResolvers<undefined>();
  #requestCount = 0;
  #pageCount = 0;
  #isFull = false;
  #hasBegun = false;

  constructor(files: FileStore, what: Scan<T>) {
    this.#files = files;
    this.#scan = what;
    this.#ranges = what.gaps.map((gap, index) => new KeyRange(index, gap, what.newTally()));
  }

  async run(): Promise<readonly KeyRange<T>[]> {
    this.#fill();
    await this.#done.promise;
    return this.#ranges.toSorted((one, other) => one.gap - other.gap || compareUtf8(one.from, other.from));
  }

  /** Starts as many requests as there may be. Where a range was divided for nothing, it costs as much as a page: few until pages were full. */
  #fill(): void {
    const most = Math.min(requestsAtOnce, this.#scan.gaps.length + 2 * this.#pageCount);
    while (this.#requestCount < most) {
      const range = this.#next();
      if (range === undefined) break;
      range.isBusy = true;
      this.#requestCount += 1;
      this.#list(range).catch((error: unknown) => {
        this.#isFull = true;
        this.#done.reject(error);
      });
    }
    if (this.#requestCount === 0) this.#done.resolve(undefined);
  }

  async #list(range: KeyRange<T>): Promise<void> {
    const { prefix } = this.#scan;
    const { position } = range;
    const after = position === '' ? undefined : prefix + position;
    const page = await this.#files.listDeep({ prefix, limit: keysPerRequest, ...(after !== undefined && { after }) });
    range.isBusy = false;
    this.#requestCount -= 1;
    this.#take(range, page);
    this.#fill();
  }

  #take(range: KeyRange<T>, page: DeepPage): void {
    const isFirst = range === this.#ranges[0] && range.last === undefined;
    if (this.#isFull && !isFirst) return;
    if (page.hasMore) this.#pageCount += 1;
    if (!range.take(page, this.#scan.prefix.length)) this.#isFull = true;
  }

  #next(): KeyRange<T> | undefined {
    const isOver = this.#hasBegun && performance.now() >= this.#end;
    this.#hasBegun = true;
    if (this.#isFull || isOver) return undefined;
    const waiting = this.#ranges.find(({ isBusy, isDone }) => !isBusy && !isDone);
    return waiting ?? this.#divide();
  }

  /** Divides the range that was divided least. */
  #divide(): KeyRange<T> | undefined {
    const busy = this.#ranges
      .filter(({ isDone }) => !isDone)
      .toSorted((one, other) => one.splitCount - other.splitCount);
    for (const range of busy) {
      const rest = range.split(this.#scan.newTally);
      if (rest === undefined) continue;
      this.#ranges.push(rest);
      return rest;
    }
    return undefined;
  }
}
