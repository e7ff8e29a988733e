/** One line of the table: what was measured, the baseline beside it, and the target. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  /** The baseline, measured in the same run; absent where the target is absolute. */
  readonly beside?: string;
  readonly ratio?: string;
  readonly target: string;
  /** Whether the target is met; absent where there is no target. */
  readonly met?: boolean;
}

/** Our value beside a rival's, where more is better. */
export interface Comparison {
  readonly what: string;
  readonly ours: number;
  readonly beside: number;
  readonly unit: string;
  /** How many times as fast we were. It is a median of rounds and need not be the quotient of the two values. */
  readonly ratio?: number;
  /** The least ratio that meets the target; absent where the rival is only shown. */
  readonly least?: number | undefined;
}

export function compared({ what, ours, beside, unit, ratio = ours / beside, least }: Comparison): Row {
  return {
    what,
    ours: `${ours.toFixed(0)} ${unit}`,
    beside: `${beside.toFixed(0)} ${unit}`,
    ratio: ratio.toFixed(2),
    target: least === undefined ? '–' : `≥ ${Number(least.toFixed(2))}`,
    ...(least !== undefined && { met: ratio >= least }),
  };
}

/** Two runs of the same program may differ by this factor. */
const nearly = 0.95;

/**
 * Returns `target` beside a rival, or what this machine allows: where the processor or the browser is the limit, no
 * program gets far beyond `plainest`, the ratio of the simplest program to the same rival.
 */
export const reachable = (target: number, plainest: number): number => Math.min(target, nearly * plainest);

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
