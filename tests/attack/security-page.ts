export interface NamedTest {
  readonly spec: string;
  /** The title as it is in the source, including placeholders such as `%j`; empty when the row names no test. */
  readonly title: string;
  readonly row: string;
}

/** Returns the rows of docs/security.md that promise something, with the test that each row names. */
export function testsNamedIn(page: string): readonly NamedTest[] {
  const rows = page.split('\n').filter((line) => /^\| (?:V|API)\d/.test(line));
  return rows.map((row) => {
    const [, spec = '', title = ''] = /`([\w./-]+\.(?:spec|e2e)\.ts)`: (.+) \|$/.exec(row) ?? [];
    return { spec, title, row };
  });
}
