import { foldForSearch } from '@airlock/contract';

import { runInSlices } from './in-slices.ts';

/** Letters belong to one word while no more time than this passes between them. */
const pauseMs = 1_000;
/** Number of names that are compared without an interruption. */
const comparedAtOnce = 512;

/** Whether a key press is a letter of a name. `/` and `?` mean something on every page. */
export const isTyped = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  Array.from(key).length === 1 && !ctrlKey && !metaKey && !altKey && key !== '/' && key !== '?';

/** Finds an entry by the first letters of its name, typed one after the other, without case and accents. */
export class TypeAhead {
  #typed = '';
  #lastMs = -Infinity;
  #cancel = (): void => undefined;

  /** Whether a word has been begun: then a space belongs to it. */
  isTyping(nowMs: number): boolean {
    return this.#typed !== '' && nowMs - this.#lastMs < pauseMs;
  }

  /**
   * Takes a letter and calls `found` with the index of the next entry whose name begins with what has been typed. The search
   * begins at `active` and goes on at the top. The same letter again goes to the next entry that begins with it.
   */
  type(key: string, nowMs: number, names: NameList, found: (index: number) => void): void {
    this.#typed = this.isTyping(nowMs) ? this.#typed + key : key;
    this.#lastMs = nowMs;
    this.#cancel();
    const letters = Array.from(foldForSearch(this.#typed));
    const isRepeated = letters.every((letter) => letter === letters[0]);
    const [wanted = '', from] = isRepeated ? [letters[0], names.active + 1] : [letters.join(''), names.active];
    this.#cancel = runInSlices(search(wanted, from, names, found));
  }
}

/** The names of a list, of which one is active. */
export interface NameList {
  readonly count: number;
  readonly active: number;
  readonly nameAt: (index: number) => string;
}

function* search(wanted: string, from: number, { count, nameAt }: NameList, found: (index: number) => void) {
  for (let step = 0; step < count; step += 1) {
    const index = (from + step) % count;
    // A letter may be written with several characters; the rest of a name need not be folded.
    if (foldForSearch(nameAt(index).slice(0, 4 * wanted.length + 4)).startsWith(wanted)) {
      found(index);
      return;
    }
    if (step % comparedAtOnce === comparedAtOnce - 1) yield;
  }
}
