import { createHash } from 'node:crypto';

/** Returns a seed made from a text. Small numbers that follow each other would draw nearly the same. */
export const seedOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE();

/** Returns a generator of uniform numbers in [0, 1), the same in each run for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
