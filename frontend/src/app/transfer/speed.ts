/** How many bytes had been moved at a moment. */
export interface Sample {
  atMs: number;
  bytes: number;
}

/** Often enough for a steady number, seldom enough that thousands of small files cost nothing. */
const sampleEveryMs = 200;
const windowMs = 6_000;
const minimumMs = 800;

/**
 * Adds a sample, unless the last one is still fresh, and forgets those too old to matter; a step back (a retry begins anew)
 * starts over.
 */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.bytes < last.bytes) return [sample];
  if (last && sample.atMs - last.atMs < sampleEveryMs) return samples;
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= windowMs), sample];
}

/** Speed over the last seconds, or `undefined` before there is enough to tell. */
export function bytesPerSecond(samples: readonly Sample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.atMs - first.atMs < minimumMs) return undefined;
  return ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs);
}

/** Whole seconds left at this speed, or `undefined` when nothing moves. */
export function secondsLeft(remainingBytes: number, speed: number | undefined): number | undefined {
  return speed === undefined || speed <= 0 ? undefined : Math.ceil(remainingBytes / speed);
}
