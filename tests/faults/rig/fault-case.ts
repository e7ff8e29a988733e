import type { Scene } from './scene.ts';

/** What must be stored in the end: the whole file once, or nothing at all. */
export type Outcome = 'stored' | 'nothing';

/** One kind of trouble, from choosing the file to the true state on screen. */
export interface FaultCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** Time in the page is the test's to move. */
  readonly ownClock?: boolean;
  readonly run: (scene: Scene) => Promise<void>;
}
