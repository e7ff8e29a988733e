type Compare<T> = (one: T, other: T) => number;
/** A job that may be interrupted at each `yield` (`runInSlices`) and ends with its result. */
type Steps<T> = Generator<void, T>;

/** Number of items that are sorted, or merged, without an interruption: well below a millisecond of comparisons. */
const stepLength = 256;

/** Sorts in steps. Items that compare as equal keep their order. */
export function* sortInSteps<T>(items: readonly T[], compare: Compare<T>): Steps<T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += stepLength) {
    runs.push(items.slice(from, from + stepLength).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      longer.push(yield* mergeInSteps(runs[index] ?? [], runs[index + 1] ?? [], compare));
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

/**
 * Merges two sorted lists in steps. Items of `first` that come before all of `second` are not compared one by one, because
 * the pages of a list arrive nearly in order.
 */
export function* mergeInSteps<T>(first: readonly T[], second: readonly T[], compare: Compare<T>): Steps<T[]> {
  let [left, right] = [firstAfter(first, second[0], compare), 0];
  const merged = first.slice(0, left);
  for (;;) {
    const [one, other] = [first[left], second[right]];
    if (one === undefined || other === undefined) break;
    const isFirst = compare(one, other) <= 0;
    merged.push(isFirst ? one : other);
    if (isFirst) left += 1;
    else right += 1;
    if (merged.length % stepLength === 0) yield;
  }
  return merged.concat(first.slice(left), second.slice(right));
}

/** Returns the index in sorted `items` of the first that comes after `item`. */
function firstAfter<T>(items: readonly T[], item: T | undefined, compare: Compare<T>): number {
  let [low, high] = [0, items.length];
  while (item !== undefined && low < high) {
    const middle = (low + high) >> 1;
    const it = items[middle];
    if (it !== undefined && compare(it, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return item === undefined ? items.length : low;
}
