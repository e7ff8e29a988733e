import { rankCount, type Ranked } from './row-rank.ts';

/** By rank, and within one rank in the order of adding. One pass: it runs while thousands of files go up. */
export function orderRows<Row extends Ranked>(rows: readonly Row[]): Row[] {
  const byRank: Row[][] = Array.from({ length: rankCount }, () => []);
  for (const row of rows) byRank[row.rank()]?.push(row);
  return byRank.flat();
}

/** The order the person is looking at: nothing moves, what is gone leaves and what is new comes last. */
export function keepOrder<Row>(shown: readonly Row[], rows: readonly Row[]): Row[] {
  const present = new Set(rows);
  const known = new Set(shown);
  return [...shown.filter((row) => present.has(row)), ...rows.filter((row) => !known.has(row))];
}
