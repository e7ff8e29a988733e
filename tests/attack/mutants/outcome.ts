import * as v from 'valibot';

import type { Mutant } from './mutant.ts';

/** What reporter.mjs writes: how the tests of a spec ended on one mutant. A test that was not selected is `pending`. */
export const results = v.array(
  v.object({
    mutant: v.string(),
    broken: v.optional(v.string()),
    seconds: v.number(),
    tests: v.array(v.object({ name: v.string(), status: v.string() })),
  }),
);
export type Result = v.InferOutput<typeof results>[number];

export interface Outcome {
  readonly mutant: Mutant;
  /** Full names of all tests of the spec. */
  readonly all: readonly string[];
  readonly red: readonly string[];
  readonly seconds: number;
  /** Why the mutant was not caught; `undefined` when it was. */
  readonly problem: string | undefined;
}

export function outcomeOf(mutant: Mutant, result: Result | undefined): Outcome {
  const { tests = [], seconds = 0 } = result ?? {};
  const meant = new RegExp(mutant.tests ?? '');
  const named = (...statuses: readonly string[]): readonly string[] =>
    tests.filter(({ name, status }) => statuses.includes(status) && meant.test(name)).map(({ name }) => name);
  const red = named('failed');
  const problem = problemOf(mutant, result, red, named('passed', 'timed out'));
  return { mutant, all: tests.map(({ name }) => name), red, seconds, problem };
}

/** Returns why the mutant was not caught, or `undefined` when it was. A spec that did not even start proves nothing. */
function problemOf(
  mutant: Mutant,
  result: Result | undefined,
  red: readonly string[],
  green: readonly string[],
): string | undefined {
  if (result === undefined) return 'its spec did not run';
  if (result.broken !== undefined) return `its spec broke: ${result.broken}`;
  if (red.length === 0) return green.length === 0 ? 'no test has that name' : 'its tests stay green';
  return mutant.tests === undefined || green.length === 0 ? undefined : `these stay green: ${green.join('; ')}`;
}
