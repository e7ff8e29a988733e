/** Longest time that a job keeps the page busy at once: half a frame. */
const sliceMs = 8;

export interface SliceClock {
  now(): number;
  /** Calls back when the page has had its turn. Returns what cancels it. */
  later(next: () => void): () => void;
}

const realClock: SliceClock = {
  now: () => performance.now(),
  later: (next) => {
    const timer = setTimeout(next);
    return () => clearTimeout(timer);
  },
};

/**
 * Runs a job that says with `yield` where it may be interrupted. It runs for half a frame at most, then the page has its
 * turn. A short job is done when this returns. Returns what cancels the job.
 */
export function runInSlices(job: Iterator<void, void>, clock: SliceClock = realClock): () => void {
  let cancel = (): void => undefined;
  const run = (): void => {
    const endMs = clock.now() + sliceMs;
    while (job.next().done !== true) {
      if (clock.now() < endMs) continue;
      cancel = clock.later(run);
      return;
    }
  };
  run();
  return () => cancel();
}
