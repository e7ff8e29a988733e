import type { UploadRow } from './upload-rows.ts';
import { rankCount } from './row-rank.ts';

/** By rank, and within one rank in the order of adding. One pass: it runs while thousands of files go up. */
export function orderRows(rows: readonly UploadRow[]): UploadRow[] {
  const byRank: UploadRow[][] = Array.from({ length: rankCount }, () => []);
  for (const row of rows) byRank[row.rank()]?.push(row);
  return byRank.flat();
}

/** The order the person is looking at: nothing moves, what is gone leaves and what is new comes last. */
export function keepOrder(shown: readonly UploadRow[], rows: readonly UploadRow[]): UploadRow[] {
  const present = new Set(rows);
  const known = new Set(shown);
  return [...shown.filter((row) => present.has(row)), ...rows.filter((row) => !known.has(row))];
}
