interface ReadAheadLimits {
  readonly mostAtOnce: number;
  /** Size of everything that has been begun and not yet passed on. The first one is begun whatever its size. */
  readonly mostBytes: number;
}

/** Where the items come from, by their number from 0. */
interface Items<Item> {
  /** Returns an item, or `undefined` when it is not known, or not yet. */
  at(index: number): Item | undefined;
  /** Resolves with whether there is an item of this number, once that is known. */
  has(index: number): Promise<boolean>;
}

/**
 * Begins `run` for the next items while the results of earlier ones are used, within limits, and yields the results in the order
 * of the items.
 */
export async function* readAhead<Item, Result>(
  items: Items<Item>,
  sizeOf: (item: Item) => number,
  run: (item: Item, index: number) => Promise<Result>,
  { mostAtOnce, mostBytes }: ReadAheadLimits,
): AsyncGenerator<Result> {
  const begun: { readonly result: Promise<Result>; readonly bytes: number }[] = [];
  let [next, heldBytes] = [0, 0];
  for (;;) {
    for (let item = items.at(next); item !== undefined && begun.length < mostAtOnce; item = items.at(next)) {
      const bytes = sizeOf(item);
      if (begun.length > 0 && heldBytes + bytes > mostBytes) break;
      const result = run(item, next);
      // A failure is met when it is its turn.
      result.catch(() => undefined);
      begun.push({ result, bytes });
      heldBytes += bytes;
      next += 1;
    }
    const first = begun.shift();
    if (first) {
      yield await first.result;
      heldBytes -= first.bytes;
    } else if (!(await items.has(next))) {
      return;
    }
  }
}
