/**
 * Returns a signal that fires when all of these have fired, because nobody waits any more. It listens to them until `end`
 * fires: a file lives longer than the calls that are made for it.
 */
export function whenAllAbort(signals: readonly AbortSignal[], end: AbortSignal): AbortSignal {
  const all = new AbortController();
  let left = signals.length;
  const fired = () => {
    left -= 1;
    if (left === 0) all.abort(signals[0]?.reason);
  };
  for (const signal of signals) {
    if (signal.aborted) fired();
    else signal.addEventListener('abort', fired, { once: true, signal: end });
  }
  return all.signal;
}
