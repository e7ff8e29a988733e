import { setTimeout as pause } from 'node:timers/promises';

import { showChange } from '../../local/testing/change-calls.ts';
import type { KilledStack } from './killed-stack.ts';

export interface Kills {
  readonly count: number;
  /** Number of the files that the change is about. */
  readonly fileCount: number;
  readonly random: () => number;
}

/** Longest time between the moment when so many files are done and the kill, in milliseconds: about that of a slice. */
const longestDelay = 1500;

/**
 * Kills the stack at random points of a change: a random moment after a random number of files was done, so that the points lie
 * all over the change however fast the machine is.
 */
export async function killRepeatedly(
  stack: KilledStack,
  { changeId }: { readonly changeId: string },
  { count, fileCount, random }: Kills,
): Promise<void> {
  const points = Array.from({ length: count }, () => Math.floor(random() * fileCount)).sort((a, b) => a - b);
  for (const point of points) {
    for (;;) {
      const { state, doneCount } = await showChange(stack.api, changeId);
      if (state !== 'running') throw new Error(`The change was ${state} with ${doneCount} files before it was killed.`);
      if (doneCount >= point - 1000) break;
      await pause(20);
    }
    await pause(random() * longestDelay);
    await stack.killAndStart();
  }
}
