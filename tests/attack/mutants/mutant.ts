/** The product, or a stand-in for AWS, without one rule that protects somebody. One text in one file is replaced. */
export interface Mutant {
  readonly name: string;
  /** Path of the file below the checkout: a TypeScript source, or any text that is read through `node:fs`. */
  readonly file: string;
  /** The text to replace, which is exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** Path below the checkout of the spec that must turn red. */
  readonly caughtBy: string;
  /**
   * A regular expression for the names of tests, made of describe and title. Only these tests run, each of them must
   * turn red, and each is then proven to be able to fail. Without it any test may turn red, and none is proven.
   */
  readonly tests?: string;
  /** A regular expression for the tests that must run before them. Their results do not matter. */
  readonly after?: string;
}

type Change = readonly [name: string, from: string, to: string, tests?: string, after?: string];

/** Returns mutants of one file that one spec must catch, from changes `[name, from, to, tests, after]`. */
export function mutantsOf(file: string, caughtBy: string, changes: readonly Change[]): readonly Mutant[] {
  return changes.map(([name, from, to, tests, after]) => ({
    ...{ name, file, from, to, caughtBy },
    ...(tests !== undefined && { tests }),
    ...(after !== undefined && { after }),
  }));
}
