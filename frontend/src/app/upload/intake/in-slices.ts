/** Half a frame at 60 Hz: input and painting get their turn in between. */
const sliceMs = 8;

/**
 * Gives each of `items` to `each` without holding the page up: after every slice the browser may do something else.
 * `each` gets the items of one slice together.
 */
export async function inSlices<T>(items: Iterable<T>, each: (slice: T[]) => void, perCall = 64): Promise<void> {
  let slice: T[] = [];
  let until = performance.now() + sliceMs;
  for (const item of items) {
    slice.push(item);
    if (slice.length < perCall) continue;
    each(slice);
    slice = [];
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + sliceMs;
  }
  if (slice.length > 0) each(slice);
}
