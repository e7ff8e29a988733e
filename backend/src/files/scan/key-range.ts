import { compareUtf8 } from '../compare-utf8.ts';
import type { DeepPage, StoredListEntry } from '../file-store.ts';
import { splitPoint } from './split-point.ts';

/** A gap between two keys whose files have not been looked at. Keys are below the prefix of the scan. */
export interface Gap {
  /** The files of the gap come after this key. An empty text is the beginning. */
  readonly after: string;
  /** The files of the gap come before this key; absent where the gap has no end. */
  readonly before: string | undefined;
}

/** What a scan adds up. `take` returns whether there is room for the next file. */
export interface Tally {
  take(key: string, file: StoredListEntry): boolean;
}

/** A range of keys that is listed page after page by one request at a time. */
export class KeyRange<T extends Tally> {
  /** Number of the gap of the scan that the range is a part of. */
  readonly gap: number;
  readonly tally: T;
  /** Text after which the range begins. Unless it is that of a gap, it is a guess and need not be a key. */
  readonly from: string;
  /** First and last key that were looked at. */
  first: string | undefined;
  last: string | undefined;
  isDone = false;
  isBusy = false;
  splitCount = 0;
  #end: string | undefined;
  /** First key of the last page. */
  #pageStart = '';

  constructor(gap: number, { after, before }: Gap, tally: T) {
    this.gap = gap;
    this.from = after;
    this.#end = before;
    this.tally = tally;
  }

  /** Key after which the next page begins. */
  get position(): string {
    return this.last ?? this.from;
  }

  /** Takes the files of a page that are in the range. Returns false when the tally has no more room: the rest is left. */
  take({ files, hasMore }: DeepPage, prefixLength: number): boolean {
    const reachesEnd = this.#isBeyond(files.at(-1)?.key.slice(prefixLength));
    for (const [index, file] of files.entries()) {
      const key = file.key.slice(prefixLength);
      if (reachesEnd && this.#isBeyond(key)) {
        this.isDone = true;
        return true;
      }
      if (index === 0) this.#pageStart = key;
      this.first ??= key;
      this.last = key;
      if (!this.tally.take(key, file) && (hasMore || index < files.length - 1)) return false;
    }
    this.isDone = !hasMore;
    return true;
  }

  #isBeyond(key: string | undefined): boolean {
    return key !== undefined && this.#end !== undefined && compareUtf8(key, this.#end) >= 0;
  }

  /** Makes a range of a part of what is left. Returns `undefined` when it cannot be divided. */
  split(newTally: () => T): KeyRange<T> | undefined {
    if (this.last === undefined || this.isDone) return undefined;
    const point = splitPoint({ first: this.#pageStart, last: this.last, end: this.#end });
    if (point === undefined) return undefined;
    const rest = new KeyRange(this.gap, { after: point, before: this.#end }, newTally());
    // A file may have the name that was guessed: this range ends right after it.
    this.#end = `${point}\0`;
    this.splitCount += 1;
    return rest;
  }
}
