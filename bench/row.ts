/** One line of the table: what was measured, beside what, and what it has to reach. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  /** The other side of a comparison, measured in the same run; absent where the target is absolute. */
  readonly beside?: string;
  readonly ratio?: string;
  readonly target: string;
  /** Absent where there is nothing to reach. */
  readonly met?: boolean;
}

/** Prints the rows as a table that is also valid Markdown. */
export function printRows(rows: readonly Row[]): void {
  const table = [
    ['what', 'ours', 'beside', 'ratio', 'target', 'met'],
    ...rows.map((row) => [row.what, row.ours, row.beside ?? '', row.ratio ?? '', row.target, verdict(row)]),
  ];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head, ...body] = table;
  console.log(line(head ?? []));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const cells of body) console.log(line(cells));
}

const verdict = ({ met }: Row): string => (met === undefined ? '–' : met ? 'yes' : 'NO');

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
