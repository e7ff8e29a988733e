/** The number of bytes that had been transferred at a point in time. */
export interface Sample {
  atMs: number;
  bytes: number;
}

/**
 * Minimum time between two samples in milliseconds. It is short enough for a steady speed, and long enough that
 * thousands of small files cost nothing.
 */
const sampleEveryMs = 200;
const windowMs = 6_000;
const minimumMs = 800;

/**
 * Returns the samples with `sample` added, unless the last one is still fresh, and without those that are too old. When
 * the number of bytes has gone down, because a retry starts from the beginning, only `sample` is returned.
 */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.bytes < last.bytes) return [sample];
  if (last && sample.atMs - last.atMs < sampleEveryMs) return samples;
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= windowMs), sample];
}

/** Returns the speed over the last seconds in bytes per second, or `undefined` while there are too few samples. */
export function bytesPerSecond(samples: readonly Sample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.atMs - first.atMs < minimumMs) return undefined;
  return ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs);
}

/** Returns the whole seconds that remain at this speed, or `undefined` when nothing moves. */
export function secondsLeft(remainingBytes: number, speed: number | undefined): number | undefined {
  return speed === undefined || speed <= 0 ? undefined : Math.ceil(remainingBytes / speed);
}
