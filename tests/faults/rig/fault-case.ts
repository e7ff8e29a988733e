import type { Scene } from './scene.ts';

/** What must be stored at the end: the whole file once, or nothing at all. */
export type Outcome = 'stored' | 'nothing';

/** One kind of fault, from choosing the file to the true state on screen. */
export interface FaultCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** Number of versions of the file that others stored or deleted in between. */
  readonly versionsOfOthers?: number;
  /** Whether the test controls the clock of the page. */
  readonly ownClock?: boolean;
  readonly run: (scene: Scene) => Promise<void>;
}
