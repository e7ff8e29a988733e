import { isActive } from '../upload-state.ts';
import type { Entry } from './upload-entry.ts';

interface Pausing {
  pause(id: number): void;
  resume(id: number): void;
}

/**
 * Pauses the uploads of other people than `userId`, so that nobody waits for somebody who may never come back. Resumes the
 * uploads of `userId` that were paused for this reason.
 */
export function passTo(userId: string, entries: readonly Entry[], queue: Pausing): void {
  // From the last to the first, so that no waiting upload begins when a place becomes free.
  for (const entry of entries.toReversed()) {
    if (entry.userId === userId || !isActive(entry.state) || entry.state.kind === 'paused') continue;
    queue.pause(entry.id);
    entry.leftPaused = true;
  }
  for (const entry of entries) {
    if (entry.userId !== userId || !entry.leftPaused) continue;
    entry.leftPaused = false;
    queue.resume(entry.id);
  }
}
