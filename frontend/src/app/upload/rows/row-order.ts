import { rankCount, type Ranked } from './row-rank.ts';

/**
 * Sorts rows by rank, and rows of equal rank in the order of adding. It takes one pass, because it runs while thousands
 * of files are uploaded.
 */
export function orderRows<Row extends Ranked>(rows: readonly Row[]): Row[] {
  const byRank: Row[][] = Array.from({ length: rankCount }, () => []);
  for (const row of rows) byRank[row.rank()]?.push(row);
  return byRank.flat();
}

/** Keeps the order that the person is looking at: removed rows leave, and new rows are added at the end. */
export function keepOrder<Row>(shown: readonly Row[], rows: readonly Row[]): Row[] {
  const present = new Set(rows);
  const known = new Set(shown);
  return [...shown.filter((row) => present.has(row)), ...rows.filter((row) => !known.has(row))];
}
