/** The product, or a stand-in for AWS, without one rule that protects somebody: a text of one file reads otherwise. */
export interface Mutant {
  readonly name: string;
  /** Below the checkout: a TypeScript source of ours, or any text that is read through `node:fs`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** The spec that must turn red, below the checkout. */
  readonly caughtBy: string;
  /**
   * Which of its tests, as a regular expression over describe and title: only those run, and each must turn red and is
   * then shown able to fail. Without it any of them will do, and none is.
   */
  readonly tests?: string;
  /** Tests that those need to have run before them, whatever becomes of these. */
  readonly after?: string;
}

type Change = readonly [name: string, from: string, to: string, tests?: string, after?: string];

/** Mutants of one file that one spec must catch: `[name, from, to, tests, after]`. */
export function mutantsOf(file: string, caughtBy: string, changes: readonly Change[]): readonly Mutant[] {
  return changes.map(([name, from, to, tests, after]) => ({
    ...{ name, file, from, to, caughtBy },
    ...(tests !== undefined && { tests }),
    ...(after !== undefined && { after }),
  }));
}
