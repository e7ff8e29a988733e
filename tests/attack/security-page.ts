export interface NamedTest {
  readonly spec: string;
  /** As it stands in the source, `%j` and all; empty when the row names no test. */
  readonly title: string;
  readonly row: string;
}

/** The rows of docs/security.md that promise something, with the test that each names. */
export function testsNamedIn(page: string): readonly NamedTest[] {
  const rows = page.split('\n').filter((line) => /^\| (?:V|API)\d/.test(line));
  return rows.map((row) => {
    const [, spec = '', title = ''] = /`([\w./-]+\.(?:spec|e2e)\.ts)`: (.+) \|$/.exec(row) ?? [];
    return { spec, title, row };
  });
}
