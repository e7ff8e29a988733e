/** The engine without one rule that protects an upload or a download, and the fault that must show it. */
export interface EngineMutant {
  readonly name: string;
  /** A path from frontend/src/app/transfer on. */
  readonly file: string;
  /** A text that is exactly once in the file. */
  readonly from: string;
  /**
   * The changed text. `MUTANT` in it is true where this mutant is played, and false for the others, because one build
   * holds them all.
   */
  readonly to: string;
  /** Name of the fault case that must turn red. */
  readonly fault: string;
  /** What its report must say: the case may not be red for another reason, such as a slow machine. */
  readonly wrong: RegExp;
}

/** The name of the global variable in which a page has the name of the mutant that it plays. */
export const playedMutant = 'engineMutant';
