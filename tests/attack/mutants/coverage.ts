import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { testsNamedIn } from '../security-page.ts';
import type { Outcome } from './outcome.ts';
import { unproven, type Unproven } from './unproven.ts';

export interface Row {
  readonly text: string;
  readonly problem: string | undefined;
}

/** Names of the tests of one spec: all of them, and those that a mutant which names them turned red. */
interface Proof {
  readonly all: ReadonlySet<string>;
  readonly red: ReadonlySet<string>;
}

/**
 * Returns one row for each attack suite, for each test that docs/security.md names, and for each reason why a test has
 * no mutant. A test is proven to be able to fail when a mutant that names it turned it red.
 */
export function coverage(root: string, outcomes: readonly Outcome[]): readonly Row[] {
  const proofs = proofsOf(outcomes);
  const suites = globSync('tests/attack/**/*.spec.ts', { cwd: root }).sort();
  const named = testsNamedIn(readFileSync(join(root, 'docs/security.md'), 'utf8'));
  const excused = (spec: string, test: string): boolean => unproven.some((it) => isOf(it, spec, test));
  return [
    ...suites.map((spec) => rowOf(spec, proofs.get(spec), () => true, excused)),
    ...named
      .filter(({ spec }) => !suites.includes(spec))
      .map(({ spec, title }) => rowOf(spec, proofs.get(spec), titled(title), excused, title)),
    ...unproven.map((it) => reasonRow(it, root, proofs.get(it.spec))),
  ];
}

function proofsOf(outcomes: readonly Outcome[]): ReadonlyMap<string, Proof> {
  const bySpec = Map.groupBy(outcomes, ({ mutant }) => mutant.caughtBy);
  return new Map(
    [...bySpec].map(([spec, some]) => {
      const proving = some.filter(({ mutant, problem }) => mutant.tests !== undefined && problem === undefined);
      return [
        spec,
        { all: new Set(some.flatMap(({ all }) => all)), red: new Set(proving.flatMap(({ red }) => red)) },
      ] as const;
    }),
  );
}

/**
 * Returns a function that tells whether a test has this title. A title in the source, such as `names %j`, stands for
 * every test that is made from it.
 */
function titled(title: string): (test: string) => boolean {
  const pattern = title
    .split(/%[sjpdi]|\$\w+/)
    .map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const ending = new RegExp(`(?:^|\\s)${pattern}$`, 's');
  return (test) => ending.test(test);
}

function rowOf(
  spec: string,
  proof: Proof | undefined,
  isMeant: (test: string) => boolean,
  isExcused: (spec: string, test: string) => boolean,
  title = '',
): Row {
  const meant = [...(proof?.all ?? [])].filter(isMeant);
  if (meant.length === 0) {
    return { text: `${spec} ${title}`, problem: isExcused(spec, title) ? undefined : 'no mutant runs it' };
  }
  const missing = meant.filter((test) => proof?.red.has(test) !== true && !isExcused(spec, test));
  const text = `${spec} ${title}: ${meant.length} tests can fail`;
  return { text, problem: missing.length === 0 ? undefined : `no mutant turns red: ${missing.join('; ')}` };
}

const isOf = ({ spec, test }: Unproven, ofSpec: string, name: string): boolean =>
  spec === ofSpec && name.includes(test);

/**
 * Returns the row of a reason. A reason is outdated when its test does not exist, or when a mutant turns the test red.
 */
function reasonRow(it: Unproven, root: string, proof: Proof | undefined): Row {
  const text = `${it.spec} ${it.test}: has no mutant, for ${it.reason}`;
  const isThere =
    proof === undefined
      ? readFileSync(join(root, it.spec), 'utf8').includes(it.test)
      : [...proof.all].some((name) => isOf(it, it.spec, name));
  if (!isThere) return { text, problem: 'there is no such test' };
  const isRed = [...(proof?.red ?? [])].some((name) => isOf(it, it.spec, name));
  return { text, problem: isRed ? 'a mutant turns it red: the reason is stale' : undefined };
}
