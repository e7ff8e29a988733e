import type { FaultCase } from './fault-case.ts';
import type { PartAttempt } from './requests.ts';

/** How one fault with one seed ended. */
export interface Played {
  readonly name: string;
  readonly seed: number;
  /** The problems; empty when everything is as it should be. */
  readonly problems: readonly string[];
  readonly attempts: readonly PartAttempt[];
  readonly partCount: number;
  readonly seconds: number;
}

const columns = ['fault', 'seeds', 'ends', 'parts', 'attempts', 'acknowledged', 'seconds'] as const;

/** Prints a row per fault, then what went wrong, and as the last line the sum. */
export function printTable(faults: readonly FaultCase[], played: readonly Played[]): void {
  const rows = faults.map(({ name, outcome }) => rowOf(name, outcome, played));
  const table = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  console.log(line(columns));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const cells of rows) console.log(line(cells));
  const failed = played.filter(({ problems }) => problems.length > 0);
  for (const { name, seed, problems } of failed) console.log(`✗ ${name}, seed ${seed}: ${problems.join('; ')}`);
  console.log(`${played.length - failed.length} passed, ${failed.length} failed`);
}

function rowOf(name: string, outcome: string, played: readonly Played[]): string[] {
  const own = played.filter((each) => each.name === name);
  const good = own.filter(({ problems }) => problems.length === 0).length;
  const sum = (of: (each: Played) => number): string => String(own.reduce((total, each) => total + of(each), 0));
  return [
    name,
    `${good} of ${own.length}`,
    outcome,
    sum(({ partCount }) => partCount),
    sum(({ attempts }) => attempts.length),
    sum(({ attempts }) => attempts.filter(({ isAcknowledged }) => isAcknowledged).length),
    own.map(({ seconds }) => seconds.toFixed(0)).join(' '),
  ];
}
