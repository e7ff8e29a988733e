export interface RegressionTest {
  /** Path of the file below `frontend/src/app`, or below the repository when it is not there. */
  readonly file: string;
  /** The title as it is in the source, including placeholders such as `%j`. */
  readonly title: string;
}

interface Regression {
  /** What happened to people: the first cell of the row. */
  readonly fault: string;
  readonly tests: readonly RegressionTest[];
  /** Why the row names no test, when it says so. */
  readonly noTest: string | undefined;
  /** What the cell has beside its tests; empty when the row keeps to the form. */
  readonly rest: string;
}

const reference = /`(?<file>[\w./-]+\.ts)` › (?<title>.+?)(?:; (?=`)|$)/g;

/** Returns the rows of docs/regressions.md, with the tests that each row names. */
export function regressionsIn(page: string): readonly Regression[] {
  const rows = page.split('\n').filter((line) => /^\| (?!what happened|-)/.test(line));
  return rows.map((row) => {
    const [fault = '', cell = ''] = row.slice(2).split(' | ');
    const tests = Array.from(cell.matchAll(reference), ({ groups }) => groups as { file: string; title: string });
    const noTest = /^no test: (.+)$/.exec(cell)?.[1];
    return { fault, tests, noTest, rest: noTest === undefined ? cell.replaceAll(reference, '') : '' };
  });
}
