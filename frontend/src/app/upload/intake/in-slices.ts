/** Half a frame at 60 Hz, so that input and painting get their turn in between. */
const sliceMs = 8;

/**
 * Passes `items` to `each` without blocking the page: after every slice the browser may do something else. `each`
 * receives the items of one slice together.
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
