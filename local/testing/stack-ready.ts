import { setTimeout as pause } from 'node:timers/promises';

import { readStackFile, type StackDescription } from '../stack-file.ts';
import type { Program } from './program.ts';

/**
 * Resolves with the description of the stack that a program starts on `directory`. Throws an error that says how the program
 * ended, or how long it has taken, with everything that it has printed.
 */
export async function untilReady(
  { printed, end }: Pick<Program, 'printed' | 'end'>,
  directory: string,
  withinMs: number,
): Promise<StackDescription> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const description = readStackFile(directory);
    if (description !== undefined) return description;
    // The streams of a program that has ended are read to their end then, so that its last words are not lost.
    const ended = await Promise.race([end, pause(20)]);
    if (ended !== undefined) throw new Error(`The stack ended with ${ended} before it was ready:\n${printed()}`);
    if (performance.now() > deadline)
      throw new Error(`The stack was not ready within ${withinMs / 1000} s:\n${printed()}`);
  }
}
