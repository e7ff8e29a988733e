/** The code without one rule that protects somebody: a text of one file reads otherwise. */
export interface Mutant {
  readonly name: string;
  /** Below the checkout. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** The spec that must turn red, below the checkout. */
  readonly caughtBy: string;
}

/** Mutants of one file that one spec must catch: `[name, from, to]`. */
export function mutantsOf(
  file: string,
  caughtBy: string,
  changes: readonly (readonly [name: string, from: string, to: string])[],
): readonly Mutant[] {
  return changes.map(([name, from, to]) => ({ name, file, from, to, caughtBy }));
}
