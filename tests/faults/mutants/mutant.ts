/** The engine without one rule that protects an upload, and the fault that must show it. */
export interface EngineMutant {
  readonly name: string;
  /** Below frontend/src/app/transfer. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  /** `MUTANT` in it is true where this mutant is played, and false for the others: one build holds them all. */
  readonly to: string;
  /** Name of the fault case that must turn red. */
  readonly fault: string;
  /** What its report must say: the case may not be red for any other reason, a slow machine say. */
  readonly wrong: RegExp;
}

/** The name of the mutant that a page plays is in this global variable of it. */
export const playedMutant = 'engineMutant';
